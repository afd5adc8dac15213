package com.bpmcentr.console.edge.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AlarmNoteTest {

  private static final Instant SINCE = Instant.parse("2026-03-10T09:30:00Z");

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  @Test
  void of_whatHasAPage_leadsThereWithinTheSentence() {
    Component note = note(Kind.REVOKED_WOULD_RETURN, "customer:c-1", "subscription s-1");

    assertThat(text(note))
        .contains(" · Of customer:c-1 it would have brought back subscription s-1.");
    assertThat(links(note))
        .extracting(Anchor::getHref, Anchor::getText)
        .containsExactly(
            tuple("customers/c-1", "customer:c-1"), tuple("subscriptions/s-1", "subscription s-1"));
    assertThat(links(note(Kind.REVOKED_WOULD_RETURN, "customer:c-1", "key k-1")))
        .extracting(Anchor::getHref)
        .containsExactly("customers/c-1", "api-keys/k-1");
    assertThat(links(note(Kind.ROW_DIFFERS, 2, "connector:rozetka")))
        .extracting(Anchor::getHref)
        .containsExactly("connectors/rozetka");
  }

  @Test
  void of_whatHasNoPage_isTextAlone() {
    Component note = note(Kind.DATABASE_BEHIND, "1-5", "1-7");

    assertThat(text(note))
        .contains("The database is at 1-5; this console has published up to 1-7.");
    assertThat(links(note)).isEmpty();
  }

  private static Component note(Kind kind, Object... facts) {
    PublishingAlarm alarm = new PublishingAlarm(kind, List.of(facts), "for support", SINCE);
    return AlarmNote.of(alarm, new Formats(Locale.ENGLISH, ZoneOffset.UTC));
  }

  private static String text(Component note) {
    return note.getElement().getTextRecursively();
  }

  private static List<Anchor> links(Component within) {
    return all(within).filter(Anchor.class::isInstance).map(Anchor.class::cast).toList();
  }

  private static Stream<Component> all(Component within) {
    return Stream.concat(Stream.of(within), within.getChildren().flatMap(AlarmNoteTest::all));
  }
}
