package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that an owner changes, and what they change. */
class SettingsIT {

  private static final LifecycleRules SOLD = LifecycleRules.in(ZoneId.of("Europe/Kyiv"));

  private Business business;
  private SettingsService settings;

  @BeforeEach
  void open() {
    business = Business.open();
    settings = business.part(SettingsService.class);
  }

  @AfterEach
  void close() {
    business.close();
  }

  @Test
  void get_newDatabase_hasTheRulesAsTheyAreSold() {
    assertThat(settings.get(owner()).orElseThrow()).isEqualTo(new Settings(SOLD, null, 0));
  }

  @Test
  void edit_trialAndGrace_countForWhatIsMadeFromThenOn() {
    Customer customer = business.newCustomer();
    Subscription before = business.newSubscription(customer, "rozetka", "1");

    set(new LifecycleRules(SOLD.zone(), days(14), days(1), 3, 3, days(30)));

    Subscription after = business.newSubscription(customer, "rozetka", "2");
    Subscription trial = trial(customer, "prom-ua");
    assertThat(after.terms().grace()).isEqualTo(days(1));
    assertThat(trial.term().endsAt()).isEqualTo(Business.START.plus(days(14)));
    assertThat(business.subscriptions.get(owner(), before.id()).orElseThrow().row().subscription())
        .isEqualTo(before);
  }

  @Test
  void edit_limits_refuseFromThenOn() {
    Customer customer = business.newCustomer();
    Subscription subscription = business.newSubscription(customer, "rozetka", "1");

    set(new LifecycleRules(SOLD.zone(), days(7), days(3), 0, 1, days(30)));

    assertThat(
            refusal(
                business.subscriptions.create(
                    owner(), Business.order(customer, "prom-ua", null, true))))
        .isEqualTo(new Refusal.LimitReached("trials", 0));
    business
        .subscriptions
        .changeAccount(owner(), subscription.id(), null, "2", false, "test")
        .orElseThrow();
    assertThat(
            refusal(
                business.subscriptions.changeAccount(
                    owner(), subscription.id(), null, "3", false, "test")))
        .isEqualTo(new Refusal.LimitReached("moves", 1, "instead.override"));
  }

  /** At the end of March clocks go forward in Kyiv: an hour less, but not in UTC. */
  @Test
  void edit_zone_countsTheNextPeriodsInIt() {
    Subscription inKyiv = business.newSubscription(business.newCustomer(), "rozetka", "1");

    set(new LifecycleRules(ZoneId.of("UTC"), days(7), days(3), 3, 3, days(30)));

    Subscription inUtc = business.newSubscription(business.newCustomer(), "rozetka", "2");
    assertThat(Duration.between(inKyiv.term().endsAt(), inUtc.term().endsAt()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void edit_noticeTimes_areKeptAndAudited() {
    NoticeTimes times = new NoticeTimes(days(1), days(5), days(20), days(40), 2, 4, 6);

    set(SOLD.with(times));

    assertThat(settings.get(owner()).orElseThrow().rules().notices()).isEqualTo(times);
  }

  @Test
  void edit_anyChange_isVersionedAndAudited() {
    LifecycleRules wanted = new LifecycleRules(SOLD.zone(), days(7), days(2), 3, 3, days(30));

    Settings saved = settings.edit(owner(), 0, wanted, "spring").orElseThrow();

    assertThat(saved).isEqualTo(new Settings(wanted, Business.START, 1));
    assertThat(refusal(settings.edit(owner(), 0, SOLD, null)))
        .isEqualTo(new Refusal.VersionConflict(0, 1));
    AuditEntry entry =
        business
            .audit
            .list(owner(), new ListQuery(Map.of("operation", "settings.edit"), List.of(), 1, 1))
            .orElseThrow()
            .items()
            .getFirst();
    assertThat(entry.reason()).isEqualTo("spring");
    assertThat(entry.before().texts()).containsEntry("graceSeconds", "259200");
    assertThat(entry.after().texts()).containsEntry("graceSeconds", "172800");
  }

  @ParameterizedTest
  @CsvSource({
    "trialSeconds, 3599, 0, 3, 3, 86400",
    "trialSeconds, 7776001, 0, 3, 3, 86400",
    "graceSeconds, 3600, -1, 3, 3, 86400",
    "graceSeconds, 3600, 604801, 3, 3, 86400",
    "trialsPerCustomer, 3600, 0, -1, 3, 86400",
    "trialsPerCustomer, 3600, 0, 1001, 3, 86400",
    "moves, 3600, 0, 3, -1, 86400",
    "moves, 3600, 0, 3, 1001, 86400",
    "moveWindowSeconds, 3600, 0, 3, 3, 3599",
    "moveWindowSeconds, 3600, 0, 3, 3, 31536001",
  })
  void edit_numberOutOfRange_namesTheField(
      String field, long trial, long grace, int trials, int moves, long window) {
    LifecycleRules wrong =
        new LifecycleRules(
            SOLD.zone(),
            Duration.ofSeconds(trial),
            Duration.ofSeconds(grace),
            trials,
            moves,
            Duration.ofSeconds(window));

    assertThat(refusal(settings.edit(owner(), 0, wrong, null)))
        .isInstanceOfSatisfying(
            Refusal.Invalid.class,
            invalid -> {
              assertThat(invalid.field()).isEqualTo(field);
              assertThat(invalid.messageKey())
                  .isIn(InvalidKey.SECONDS_RANGE, InvalidKey.NUMBER_RANGE);
            });
    assertThat(settings.get(owner()).orElseThrow().rules()).isEqualTo(SOLD);
  }

  private void set(LifecycleRules rules) {
    settings.edit(owner(), 0, rules, "test").orElseThrow();
  }

  private Subscription trial(Customer customer, String connector) {
    return business
        .subscriptions
        .create(owner(), Business.order(customer, connector, null, true))
        .orElseThrow()
        .subscription();
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
