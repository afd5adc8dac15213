package com.bpmcentr.console.subscription.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.subscription.Samples;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.license.Category;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccessNotesTest {

  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  static Stream<Arguments> states() {
    Subscription running = Samples.paid(Samples.startingIn(-1));
    return Stream.of(
        Arguments.of(Samples.paid(Samples.startingIn(5)), "wait", "Starts on"),
        Arguments.of(Samples.paid(Samples.endingIn(-1)), "wait", "Checks are allowed until"),
        Arguments.of(Samples.paid(Samples.endingIn(-4)), "bad", "checks are refused"),
        Arguments.of(Samples.paid(Samples.endingIn(-8)), "bad", "was not paid"),
        Arguments.of(Samples.canceled(running), "info", "works until"),
        Arguments.of(Samples.canceled(Samples.paid(Samples.endingIn(-1))), "bad", "Ended on"),
        Arguments.of(Samples.trial(Samples.startingIn(-8)), "bad", "The trial ended on"),
        Arguments.of(Samples.held(running), "bad", "is refused until it is resumed"),
        Arguments.of(Samples.revoked(running), "bad", "is refused for good"));
  }

  @ParameterizedTest
  @MethodSource("states")
  void of_whateverStopsIt_saysSoAtTheTop(Subscription subscription, String kind, String said) {
    List<Note> notes = notes(subscription, null);

    assertThat(notes)
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.getClassNames()).contains(kind);
              assertThat(note.getElement().getTextRecursively()).contains(said);
            });
  }

  @Test
  void of_whatWorks_saysNothing() {
    assertThat(notes(Samples.paid(Samples.startingIn(-1)), null)).isEmpty();
    assertThat(notes(Samples.trial(Samples.startingIn(-1)), null)).isEmpty();
  }

  /** Its own state is the best there is, and yet every check is refused. */
  @Test
  void of_aBlockedCustomers_saysThatFirst() {
    List<Note> notes = notes(Samples.canceled(Samples.paid(Samples.startingIn(-1))), Samples.NOW);

    assertThat(notes)
        .extracting(note -> note.getElement().getTextRecursively())
        .satisfiesExactly(
            first -> assertThat(first).contains("customer has been blocked", "Olena"),
            second -> assertThat(second).contains("works until"));
  }

  private static List<Note> notes(Subscription subscription, @Nullable Instant blockedAt) {
    return AccessNotes.of(
            new SubscriptionRow(
                subscription,
                subscription.status(Samples.NOW, Category.STANDARD),
                subscription.hasAccess(Samples.NOW),
                "Olena",
                "olena@shop.example",
                blockedAt,
                "Rozetka"),
            new Formats(Locale.ENGLISH, ZoneOffset.UTC))
        .toList();
  }
}
