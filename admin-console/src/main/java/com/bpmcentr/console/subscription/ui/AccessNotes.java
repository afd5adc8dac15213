package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands in the way of access, or soon will: whoever has the customer on the phone reads it
 * before all else.
 */
final class AccessNotes {

  private AccessNotes() {}

  static Stream<Note> of(SubscriptionRow row, Formats formats) {
    return Stream.concat(customers(row, formats).stream(), own(row, formats).stream());
  }

  /** The subscription itself may be in the best of states. */
  private static Optional<Note> customers(SubscriptionRow row, Formats formats) {
    return Optional.ofNullable(row.customerBlockedAt())
        .map(
            since ->
                new Note(
                        Note.Kind.BAD,
                        text("subscriptions.customer-blocked", formats.dateTime(since)))
                    .action(
                        new Anchor(
                            DetailPage.path(
                                Screen.CUSTOMERS, row.subscription().customerId().toString()),
                            row.customerName())));
  }

  private static Optional<Note> own(SubscriptionRow row, Formats formats) {
    Subscription subscription = row.subscription();
    String end = formats.dateTime(subscription.term().endsAt());
    String accessEnd = formats.dateTime(subscription.accessEndsAt());
    return switch (row.status()) {
      case REVOKED ->
          Optional.ofNullable(subscription.revocation())
              .map(
                  revocation ->
                      new Note(
                          Note.Kind.BAD,
                          text("subscriptions.revocation", formats.dateTime(revocation.at())),
                          new Div(text("subscriptions.revocation.means")),
                          new Div(revocation.reason())));
      case SUSPENDED ->
          Optional.of(
              Optional.ofNullable(subscription.hold())
                  .map(
                      hold ->
                          new Note(
                              Note.Kind.BAD,
                              text("subscriptions.hold", formats.dateTime(hold.since())),
                              new Div(text("subscriptions.hold.means")),
                              new Div(hold.reason())))
                  .orElseGet(() -> new Note(Note.Kind.BAD, text("subscriptions.unpaid", end))));
      case SCHEDULED ->
          Optional.of(
              new Note(
                  Note.Kind.WAIT,
                  text("subscriptions.not-yet", formats.dateTime(subscription.term().startsAt()))));
      case PAST_DUE ->
          Optional.of(
              row.hasAccess()
                  ? new Note(Note.Kind.WAIT, text("subscriptions.late", end, accessEnd))
                  : new Note(Note.Kind.BAD, text("subscriptions.too-late", end, accessEnd)));
      case CANCELED ->
          Optional.of(new Note(Note.Kind.INFO, text("subscriptions.renews-no-more", accessEnd)));
      case EXPIRED -> Optional.of(expired(subscription, end));
      case TRIAL, ACTIVE -> Optional.empty();
    };
  }

  private static Note expired(Subscription subscription, String end) {
    if (subscription.autoRenew()) {
      return new Note(Note.Kind.INFO, text("subscriptions.free"));
    }
    boolean trial = subscription.terms().trial();
    return new Note(
        Note.Kind.BAD, text(trial ? "subscriptions.trial-over" : "subscriptions.over", end));
  }
}
