package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.NOW;
import static com.bpmcentr.console.subscription.Samples.canceled;
import static com.bpmcentr.console.subscription.Samples.endingIn;
import static com.bpmcentr.console.subscription.Samples.held;
import static com.bpmcentr.console.subscription.Samples.paid;
import static com.bpmcentr.console.subscription.Samples.revoked;
import static com.bpmcentr.console.subscription.Samples.startingIn;
import static com.bpmcentr.console.subscription.Samples.trial;

import java.time.Duration;

/** Where a subscription can stand at one moment: each status, and what differs within one. */
enum Situation {
  SCHEDULED(paid(startingIn(5))),
  SCHEDULED_UNPAID(paid(Term.unpaid(NOW.plus(Duration.ofDays(5))))),
  SCHEDULED_NOT_RENEWING(canceled(paid(startingIn(5)))),
  TRIAL(trial(startingIn(-3))),
  ACTIVE(paid(startingIn(-5))),
  PAID_AHEAD(
      paid(
          startingIn(-5)
              .paid(
                  NOW.plus(Duration.ofDays(25)),
                  NOW.plus(Duration.ofDays(56)),
                  startingIn(-5).startsAt()))),
  STARTED_UNPAID(paid(Term.unpaid(NOW.minus(Duration.ofDays(2))))),
  PAST_DUE_IN_GRACE(paid(endingIn(-2))),
  PAST_DUE_AFTER_GRACE(paid(endingIn(-5))),
  SUSPENDED_UNPAID(paid(endingIn(-7))),
  HELD(held(paid(startingIn(-5)))),
  HELD_NOT_RENEWING(held(canceled(paid(startingIn(-5))))),
  HELD_ENDED(held(canceled(paid(endingIn(-1))))),
  HELD_TRIAL(held(trial(startingIn(-3)))),
  CANCELED(canceled(paid(startingIn(-5)))),
  EXPIRED(canceled(paid(endingIn(-1)))),
  EXPIRED_TRIAL(trial(startingIn(-8))),
  REVOKED(revoked(paid(startingIn(-5))));

  final Subscription subscription;

  Situation(Subscription subscription) {
    this.subscription = subscription;
  }
}
