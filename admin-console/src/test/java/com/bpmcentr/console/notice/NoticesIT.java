package com.bpmcentr.console.notice;

import static com.bpmcentr.console.Business.START;
import static com.bpmcentr.console.subscription.EventKind.PAYMENT_OVERDUE;
import static com.bpmcentr.console.subscription.EventKind.RENEWAL_AHEAD;
import static com.bpmcentr.console.subscription.EventKind.SUSPENDED_UNPAID;
import static com.bpmcentr.console.subscription.EventKind.TRIAL_ENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.DueRounds;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NoticeTimes;
import com.bpmcentr.console.subscription.Settings;
import com.bpmcentr.console.subscription.SettingsService;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When which notice is recorded, on a clock that the test sets. */
class NoticesIT {

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
  }

  @Test
  void trial_twoDaysAhead_isNoticedOnce() {
    UUID trial = subscription("month", true);

    runAt(Duration.ofDays(-2).minus(MOMENT));
    assertThat(noticed(trial)).isEmpty();
    runAt(Duration.ofDays(-2));
    runAt(Duration.ofDays(-1));
    runAt(Duration.ofDays(30));

    assertThat(noticed(trial)).containsExactly(TRIAL_ENDING);
    assertThat(list(trial))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.connectorName()).isEqualTo("Rozetka");
              assertThat(notice.step()).isNull();
              assertThat(notice.dueAt()).isEqualTo(endsAt.minus(Duration.ofDays(2)));
              assertThat(notice.recordedAt()).isEqualTo(notice.dueAt());
              assertThat(notice.endsAt()).isEqualTo(endsAt);
            });
  }

  @Test
  void renewal_ofMonthAndOfYear_isNoticedThreeAndFourteenDaysAhead() {
    UUID month = subscription("month", false);
    UUID year = subscription("year", false);

    runAt(Duration.ofDays(-14).minus(MOMENT));
    assertThat(noticed(year)).isEmpty();
    runAt(Duration.ofDays(-14));
    runAt(Duration.ofDays(-3).minus(MOMENT));
    assertThat(noticed(year)).containsExactly(RENEWAL_AHEAD);
    assertThat(noticed(month)).isEmpty();
    runAt(Duration.ofDays(-3));

    assertThat(noticed(month)).containsExactly(RENEWAL_AHEAD);
    assertThat(noticed(year)).containsExactly(RENEWAL_AHEAD);
  }

  /** Found a moment before it ended, and recorded a moment after: nobody took the notice back. */
  @Test
  void record_endedSinceItWasFound_tellsNobody() {
    UUID goesOn = subscription("month", false);
    UUID canceled = subscription("month", false);
    UUID revoked = subscription("month", false);
    change(canceled, "auto_renew = false, canceled_at = now()");
    change(revoked, "revoked_at = now(), revoke_reason = 'fraud'");
    Instant dueAt = endsAt.plus(Duration.ofDays(1));

    business
        .part(NoticeRepository.class)
        .record(
            NoticeRule.FIRST_REMINDER,
            Duration.ofDays(1),
            Stream.of(goesOn, canceled, revoked).map(id -> new Due(dueAt, id)).toList(),
            dueAt);

    assertThat(noticed(goesOn)).containsExactly(PAYMENT_OVERDUE);
    assertThat(noticed(canceled)).isEmpty();
    assertThat(noticed(revoked)).isEmpty();
  }

  @Test
  void unpaid_daysOneThreeAndSeven_areNoticedThenTheSuspension() {
    UUID unpaid = subscription("month", false);

    runAt(Duration.ofDays(1));
    assertThat(noticed(unpaid)).containsExactly(PAYMENT_OVERDUE);
    runAt(Duration.ofDays(3));
    assertThat(noticed(unpaid)).containsExactly(PAYMENT_OVERDUE, PAYMENT_OVERDUE);
    assertThat(list(unpaid)).extracting(Notice::step).containsExactly(2, 1);
    runAt(Duration.ofDays(7));

    assertThat(noticed(unpaid))
        .containsExactlyInAnyOrder(
            PAYMENT_OVERDUE, PAYMENT_OVERDUE, PAYMENT_OVERDUE, SUSPENDED_UNPAID);
  }

  @Test
  void consolesOffForWeeks_twoStartAtOnce_latenessIsNotedOnceAndWhatIsOverIsLeft()
      throws Exception {
    runAt(Duration.ofDays(-20));
    UUID unpaid = subscription("month", false);
    UUID trial = subscription("month", true);
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

    assertThat(noticed(unpaid))
        .containsExactlyInAnyOrder(
            PAYMENT_OVERDUE, PAYMENT_OVERDUE, PAYMENT_OVERDUE, SUSPENDED_UNPAID);
    assertThat(noticed(trial)).isEmpty();
  }

  @Test
  void revokedOrNotRenewed_anything_isNotNoticed() {
    UUID revoked = subscription("month", false);
    change(revoked, "revoked_at = created_at");
    UUID canceled = subscription("month", false);
    change(canceled, "auto_renew = false");

    runAt(Duration.ofDays(-3));
    runAt(Duration.ofDays(7));

    assertThat(noticed(revoked)).isEmpty();
    assertThat(noticed(canceled)).isEmpty();
  }

  @Test
  void timesChanged_whatWasToldIsNotToldAgainAndTheRestGoesByTheNewOnes() {
    UUID unpaid = subscription("month", false);
    runAt(Duration.ofDays(-3));
    runAt(Duration.ofDays(1));
    assertThat(noticed(unpaid)).containsExactlyInAnyOrder(RENEWAL_AHEAD, PAYMENT_OVERDUE);

    setTimes(Duration.ofDays(5), 2, 4, 6);
    try {
      runAt(Duration.ofDays(3));
      assertThat(noticed(unpaid)).hasSize(2);
      runAt(Duration.ofDays(4));
      assertThat(noticed(unpaid)).hasSize(3);

      nextEnd();
      UUID next = subscription("month", false);
      runAt(Duration.ofDays(-5).minus(MOMENT));
      assertThat(noticed(next)).isEmpty();
      runAt(Duration.ofDays(-5));
      assertThat(noticed(next)).containsExactly(RENEWAL_AHEAD);
    } finally {
      setTimes(Duration.ofDays(3), 1, 3, 7);
    }
  }

  private static void setTimes(Duration month, int first, int second, int third) {
    SettingsService settings = business.part(SettingsService.class);
    Settings present = settings.get(Business.owner()).orElseThrow();
    LifecycleRules rules = present.rules();
    NoticeTimes sold = NoticeTimes.SOLD;
    settings
        .edit(
            Business.owner(),
            present.version(),
            new LifecycleRules(
                rules.zone(),
                rules.trial(),
                rules.grace(),
                rules.trialsOfCustomer(),
                rules.moves(),
                rules.moveWindow(),
                new NoticeTimes(
                    sold.trial(), month, sold.year(), sold.price(), first, second, third)),
            "another season")
        .orElseThrow();
  }

  /** With a term of its own, whatever the rules make of a start. */
  private static UUID subscription(String interval, boolean trial) {
    UUID id =
        business
            .subscriptions
            .create(
                Business.owner(), Business.order(business.newCustomer(), "rozetka", null, trial))
            .orElseThrow()
            .subscription()
            .id();
    change(id, "interval = '" + interval + "'");
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            update subscription
               set ends_at = :end, starts_at = :start, period_starts_at = :start
             where id = :id
            """)
        .param("end", PgTime.of(endsAt))
        .param("start", PgTime.of(endsAt.minus(Duration.ofDays(30))))
        .param("id", id)
        .update();
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

  private static List<Notice> list(UUID subscription) {
    return business
        .part(NoticeService.class)
        .list(
            Business.owner(),
            new ListQuery(Map.of("subscriptionId", subscription.toString()), List.of(), 0, 100))
        .orElseThrow()
        .items();
  }

  private static List<EventKind> noticed(UUID subscription) {
    return list(subscription).stream().map(Notice::kind).toList();
  }
}
