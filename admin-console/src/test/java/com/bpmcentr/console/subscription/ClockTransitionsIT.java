package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.Business.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.activity.ActivityService;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.DueRounds;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subscription's timeline says of what the clock made of it. */
class ClockTransitionsIT {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private static Business business;

  /** When the term of the subscription under test ends; no test comes near another's. */
  private static Instant endsAt = START.plus(Duration.ofDays(100));

  @BeforeAll
  static void open() {
    business = Business.open();
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void nextEnd() {
    endsAt = endsAt.plus(Duration.ofDays(100));
    business.clock.set(endsAt.minus(Duration.ofDays(20)));
    DueRounds.run(business);
  }

  @Test
  void scheduled_begins_isStartedAsWhatItIsThen() {
    UUID trial = subscription("trial = true, auto_renew = false");
    UUID renewing = subscription("trial = false, auto_renew = true");
    Instant startsAt = endsAt.minus(Duration.ofDays(10));

    runAt(Duration.ofDays(-10).minus(MOMENT));
    assertThat(byClock(trial)).isEmpty();
    runAt(Duration.ofDays(-10));
    runAt(Duration.ofDays(-9));

    assertThat(byClock(trial)).containsExactly("started scheduled>trial " + startsAt);
    assertThat(byClock(renewing)).containsExactly("started scheduled>active " + startsAt);
  }

  @Test
  void ends_eachKind_isRecordedOnceAtItsEnd() {
    UUID trial = begun("trial = true, auto_renew = false");
    UUID canceled =
        begun("trial = false, auto_renew = false, canceled_at = created_at + interval '1 ms'");
    UUID renewing = begun("trial = false, auto_renew = true");
    UUID free = begun("trial = false, auto_renew = true, connector_id = 'nova-poshta'");
    business
        .sql(DatabaseRole.OWNER)
        .sql("update connector set category = 'free' where id = 'nova-poshta'")
        .update();

    runAt(MOMENT.negated());
    assertThat(byClock(trial)).isEmpty();
    assertThat(byClock(renewing)).isEmpty();
    runAt(Duration.ZERO);
    runAt(Duration.ofHours(2));
    runAt(Duration.ofDays(1));

    assertThat(byClock(trial)).containsExactly("expired trial>expired " + endsAt);
    assertThat(byClock(canceled)).containsExactly("expired canceled>expired " + endsAt);
    assertThat(byClock(renewing)).containsExactly("past_due active>past_due " + endsAt);
    assertThat(byClock(free)).containsExactly("expired active>expired " + endsAt);
  }

  @Test
  void consolesOffForWeeks_twoStartAtOnce_allIsRecordedOnceAsOfItsMoment() throws Exception {
    UUID trial = subscription("trial = true, auto_renew = false");
    business.clock.set(endsAt.plus(Duration.ofDays(40)));

    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService consoles = Executors.newFixedThreadPool(2)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ends.add(
            consoles.submit(
                () -> {
                  together.await();
                  DueRounds.run(business);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    DueRounds.run(business);

    assertThat(byClock(trial))
        .containsExactly(
            "expired trial>expired " + endsAt,
            "started scheduled>trial " + endsAt.minus(Duration.ofDays(10)));
  }

  /** The unique index says so, too, whatever is found. */
  @Test
  void record_again_staysTheOne() {
    UUID renewing = begun("trial = false, auto_renew = true");
    ClockTransitionRepository events = business.part(ClockTransitionRepository.class);
    List<Due> due = List.of(new Due(endsAt, renewing), new Due(endsAt, renewing));

    events.record(ClockTransition.PAST_DUE, due);
    events.record(ClockTransition.PAST_DUE, due);

    assertThat(byClock(renewing)).hasSize(1);
  }

  @Test
  void heldOrRevoked_passItsEnd_nothingIsRecordedThenOrLater() {
    UUID held = begun("suspended_at = created_at, suspend_reason = 'x'");
    UUID revoked = begun("revoked_at = created_at, revoke_reason = 'x'");

    runAt(Duration.ofDays(1));
    assertThat(byClock(held)).isEmpty();
    assertThat(byClock(revoked)).isEmpty();

    business
        .subscriptions
        .resume(Business.owner(), held, version(held), "sorted out")
        .orElseThrow();
    runAt(Duration.ofDays(2));
    assertThat(byClock(held)).isEmpty();
  }

  @Test
  void canceledAfterItsEnd_wasPastDue_isNotSaidToHaveExpiredThen() {
    UUID renewing = begun("trial = false, auto_renew = true");
    runAt(Duration.ZERO);
    business.clock.advance(Duration.ofHours(1));

    business
        .subscriptions
        .cancel(Business.owner(), renewing, version(renewing), "too late")
        .orElseThrow();
    runAt(Duration.ofDays(1));

    assertThat(byClock(renewing)).containsExactly("past_due active>past_due " + endsAt);
  }

  @Test
  void endedBeforeItWasHere_takenOver_nothingIsRecorded() {
    UUID over = begun("trial = false, auto_renew = true");
    change(over, "created_at = ends_at + interval '1 day'");

    runAt(Duration.ofDays(2));

    assertThat(byClock(over)).isEmpty();
  }

  @Test
  void endMoved_passesTheNewOne_isRecordedForEach() {
    UUID renewing = begun("trial = false, auto_renew = true");
    runAt(Duration.ZERO);
    Instant next = endsAt.plus(Duration.ofDays(30));
    change(renewing, "ends_at = ends_at + interval '30 days'");
    runAt(Duration.ofDays(30));

    assertThat(byClock(renewing))
        .containsExactly("past_due active>past_due " + next, "past_due active>past_due " + endsAt);
  }

  @Test
  void timeline_recordedLate_saysTheMomentAndNoticesDoNot() {
    UUID trial = begun("trial = true, auto_renew = false");
    runAt(Duration.ofDays(5));

    assertThat(
            business
                .part(ActivityService.class)
                .of(Business.owner(), ActivitySubject.SUBSCRIPTION, trial.toString(), 10)
                .orElseThrow()
                .newest())
        .filteredOn(each -> each.at().equals(endsAt))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.what()).isEqualTo("subscription.expired");
              assertThat(each.actorName()).isEqualTo("console");
            });
    assertThat(
            business
                .part(NoticeService.class)
                .list(
                    Business.owner(),
                    new ListQuery(Map.of("subscriptionId", trial.toString()), List.of(), 0, 100))
                .orElseThrow()
                .items())
        .isEmpty();
  }

  /** It begins ten days before it ends, and not yet. */
  private static UUID subscription(String facts) {
    UUID id =
        business
            .subscriptions
            .create(Business.owner(), Business.order(business.newCustomer(), "rozetka", null, true))
            .orElseThrow()
            .subscription()
            .id();
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            update subscription
               set ends_at = :end, starts_at = :start, period_starts_at = :start
             where id = :id
            """)
        .param("end", PgTime.of(endsAt))
        .param("start", PgTime.of(endsAt.minus(Duration.ofDays(10))))
        .param("id", id)
        .update();
    change(id, facts);
    return id;
  }

  /** It began when it was made. */
  private static UUID begun(String facts) {
    UUID id = subscription(facts);
    change(id, "starts_at = created_at, period_starts_at = created_at");
    return id;
  }

  private static void change(UUID id, String change) {
    business
        .sql(DatabaseRole.OWNER)
        .sql("update subscription set " + change + " where id = :id")
        .param("id", id)
        .update();
  }

  private static void runAt(Duration afterEnd) {
    business.clock.set(endsAt.plus(afterEnd));
    DueRounds.run(business);
  }

  private static int version(UUID id) {
    return business
        .sql(DatabaseRole.OWNER)
        .sql("select version from subscription where id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** The newest first. */
  private static List<String> byClock(UUID subscription) {
    return business.subscriptions.timeline(Business.owner(), subscription).orElseThrow().stream()
        .filter(
            event ->
                List.of(EventKind.STARTED, EventKind.PAST_DUE, EventKind.EXPIRED)
                    .contains(event.kind()))
        .map(
            event ->
                "%s %s>%s %s"
                    .formatted(
                        event.kind().wireName(),
                        event.before().texts().get("status"),
                        event.after().texts().get("status"),
                        event.at()))
        .toList();
  }
}
