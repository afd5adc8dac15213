package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract's table (the edge's HTTP contract, "Order of the decision"), row for row and in its
 * order. Each row is brought about alone, and together with each row below it, which it must beat.
 * The cases within a row are in {@code golden/decisions.json}.
 */
class LicenseDeciderTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  /** What brings a row about, starting from a check that is valid. */
  enum Row {
    ROW_2_NO_SET(DecisionCode.NOT_READY, given -> given.ready = false),
    ROW_3_NOT_PUBLISHED(
        DecisionCode.CONNECTOR_NOT_FOUND, given -> given.state = ConnectorState.DRAFT),
    ROW_4_FREE(DecisionCode.VALID, given -> given.category = Category.FREE),
    ROW_5_SECRET(DecisionCode.CONNECTOR_SECRET_REQUIRED, given -> given.secretAskedFor = true),
    ROW_6_NO_KEY(DecisionCode.KEY_MISSING, given -> given.keySent = false),
    ROW_6_UNKNOWN_KEY(DecisionCode.KEY_NOT_FOUND, given -> given.keyKnown = false),
    ROW_7_KEY_REVOKED(DecisionCode.KEY_REVOKED, given -> given.keyRevokedAt = NOW),
    ROW_7_KEY_EXPIRED(DecisionCode.KEY_EXPIRED, given -> given.keyNotAfter = NOW),
    ROW_8_BLOCKED(DecisionCode.CUSTOMER_BLOCKED, given -> given.blocked = true),
    ROW_9_NO_SUBSCRIPTION(DecisionCode.NO_SUBSCRIPTION, given -> given.connector = "prom"),
    ROW_10_ELSEWHERE(DecisionCode.ACCOUNT_MISMATCH, given -> given.account = "200"),
    ROW_11_REVOKED(DecisionCode.REVOKED, given -> given.revokedAt = NOW),
    ROW_11_SUSPENDED(DecisionCode.SUSPENDED, given -> given.suspendedAt = NOW),
    ROW_11_NOT_STARTED(DecisionCode.NOT_STARTED, given -> given.startsIn = DAY),
    ROW_11_TRIAL_EXPIRED(
        DecisionCode.TRIAL_EXPIRED,
        given -> {
          given.trial = true;
          given.endsIn = Duration.ZERO;
        }),
    ROW_11_EXPIRED(DecisionCode.EXPIRED, given -> given.endsIn = Duration.ZERO),
    ROW_12_STALE(DecisionCode.STALE, given -> given.age = Duration.ofDays(4)),
    ROW_13_TRIAL_USED(
        DecisionCode.TRIAL_ALREADY_USED, given -> given.unbound(new ClaimAnswer.TrialUsed())),
    ROW_13_ANOTHER_WON(
        DecisionCode.ACCOUNT_MISMATCH,
        given -> given.unbound(new ClaimAnswer.BoundElsewhere("300"))),
    ROW_13_NO_DATABASE(
        DecisionCode.UNDECIDED, given -> given.unbound(new ClaimAnswer.Unreachable())),
    ROW_14_VALID(DecisionCode.VALID, given -> {});

    private final DecisionCode code;
    private final Consumer<Given> condition;

    Row(DecisionCode code, Consumer<Given> condition) {
      this.code = code;
      this.condition = condition;
    }

    /**
     * A claim has one answer; a period that has not started cannot be over; and once a claim has
     * lost, the grant is known to be bound elsewhere, which is row 10.
     */
    boolean excludes(Row lower) {
      boolean bothClaims = name().startsWith("ROW_13") && lower.name().startsWith("ROW_13");
      boolean bothTimes = this == ROW_11_NOT_STARTED && lower.name().contains("EXPIRED");
      boolean knownLost = lower == ROW_13_ANOTHER_WON && compareTo(ROW_10_ELSEWHERE) > 0;
      return bothClaims || bothTimes || knownLost;
    }
  }

  @ParameterizedTest
  @EnumSource
  void decide_rowAlone_givesItsCode(Row row) {
    Given given = new Given();
    row.condition.accept(given);

    assertThat(given.decide().code()).isEqualTo(row.code);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void decide_twoRowsAtOnce_givesTheHigherOnesCode(Row higher, Row lower) {
    Given given = new Given();
    lower.condition.accept(given);
    higher.condition.accept(given);

    assertThat(given.decide().code()).isEqualTo(higher.code);
  }

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Row higher : Row.values()) {
      for (Row lower : Row.values()) {
        if (higher.ordinal() < lower.ordinal() && !higher.excludes(lower)) {
          pairs.add(Arguments.of(higher, lower));
        }
      }
    }
    return pairs;
  }

  /**
   * Another account may win between two look-ups of one check; what was unbound at the first must
   * not pass for bound to this account at the second.
   */
  @Test
  void decide_anotherAccountBoundMeanwhile_isNotValidWithoutAClaim() {
    Given given = new Given();
    given.account = null;
    HeldSet held = given.set();
    LicenseSet changing =
        new LicenseSet() {
          private int asked;

          @Override
          public boolean ready() {
            return true;
          }

          @Override
          public ConnectorPolicy connector(String slug) {
            return held.connector(slug);
          }

          @Override
          public boolean isCompromised(String slug) {
            return false;
          }

          @Override
          public HeldLicense licenseOfKey(KeyDigest digest) {
            return held.licenseOfKey(digest);
          }

          @Override
          public boolean lacksPepper() {
            return false;
          }

          @Override
          public String claimedAccount(String subscriptionId) {
            return asked++ == 0 ? null : "200";
          }
        };

    DecisionStep step =
        LicenseDecider.decide(
            given.check(), changing, ClaimAnswers.NONE, Freshness.CURRENT, NOW.toEpochMilli());

    assertThat(step).isInstanceOf(ClaimRequired.class);
  }

  @Test
  void decide_connectorsOnlyPolicyIsOfACompromisedKey_undecided() {
    Given given = new Given();
    HeldSet held = given.set();
    held.connectors.clear();
    held.compromisedConnectors.add(given.check().connector());

    DecisionStep step =
        LicenseDecider.decide(
            given.check(), held, ClaimAnswers.NONE, Freshness.CURRENT, NOW.toEpochMilli());

    assertThat(((Decision) step).code()).isEqualTo(DecisionCode.UNDECIDED);
  }

  /** It may be a customer's: a definite no would be a guess. */
  @Test
  void decide_keyNotFoundAndAPepperIsMissing_undecided() {
    Given given = new Given();
    HeldSet held = given.set();
    held.licenses.clear();
    held.lacksPepper = true;

    DecisionStep step =
        LicenseDecider.decide(
            given.check(), held, ClaimAnswers.NONE, Freshness.CURRENT, NOW.toEpochMilli());

    assertThat(((Decision) step).code()).isEqualTo(DecisionCode.UNDECIDED);
  }

  /** A revocation must not wait until the clock of an edge comes to it. */
  @Test
  void decide_revokedAndTheClockIsBehindTheLicense_isRevoked() {
    Given given = new Given();
    given.revokedAt = NOW;
    long tenSecondsBehind = NOW.minusSeconds(10).toEpochMilli();

    DecisionStep step =
        LicenseDecider.decide(
            given.check(), given.set(), ClaimAnswers.NONE, Freshness.CURRENT, tenSecondsBehind);

    assertThat(((Decision) step).code()).isEqualTo(DecisionCode.REVOKED);
  }

  /** What the database answers to a claim is a text; it must not make a VALID. */
  @ParameterizedTest
  @FieldSource("NOT_A_SUBSCRIPTIONS_OWN")
  void gone_withACodeThatIsNotTheSubscriptionsOwn_isRefused(DecisionCode code) {
    assertThatThrownBy(() -> new ClaimAnswer.Gone(code))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static final List<DecisionCode> NOT_A_SUBSCRIPTIONS_OWN =
      List.of(
          DecisionCode.VALID,
          DecisionCode.NOT_READY,
          DecisionCode.STALE,
          DecisionCode.UNDECIDED,
          DecisionCode.KEY_NOT_FOUND,
          DecisionCode.ACCOUNT_MISMATCH,
          DecisionCode.TRIAL_ALREADY_USED);

  /** One customer with one key and one grant, valid unless a row changes it. */
  private static final class Given {

    private static final KeyDigest KEY = GoldenPeppers.read().digest("key-1").digest();
    private static final KeyDigest SECRET = GoldenPeppers.read().digest("s3cret").digest();

    boolean ready = true;
    ConnectorState state = ConnectorState.PUBLISHED;
    Category category = Category.STANDARD;
    boolean secretAskedFor;
    boolean keySent = true;
    boolean keyKnown = true;
    Instant keyRevokedAt;
    Instant keyNotAfter;
    boolean blocked;
    String connector = "rozetka";
    String account = "100";
    Instant revokedAt;
    Instant suspendedAt;
    boolean trial;
    Duration startsIn = DAY.negated();
    Duration endsIn = DAY.multipliedBy(30);
    Duration age = Duration.ZERO;
    ClaimAnswer answer;

    void unbound(ClaimAnswer answered) {
      // A row above may have bound it elsewhere.
      account = account.equals("100") ? null : account;
      answer = answered;
    }

    Decision decide() {
      Freshness freshness = new Freshness(age.toMillis(), false, false);
      ClaimAnswers claims = (grant, claimant) -> answer;
      return (Decision)
          LicenseDecider.decide(check(), set(), claims, freshness, NOW.toEpochMilli());
    }

    Check check() {
      return new Check("rozetka", "100", keySent ? KEY : null, null);
    }

    HeldSet set() {
      HeldSet set = new HeldSet();
      set.ready = ready;
      set.connectors.add(policy());
      if (keyKnown) {
        set.licenses.add(license());
      }
      return set;
    }

    private ConnectorPolicy policy() {
      return new ConnectorPolicy(
          "rozetka",
          1,
          NOW,
          false,
          state,
          category,
          ConnectorPolicy.DEFAULT_MAX_STALENESS,
          OnStale.REFUSE,
          secretAskedFor ? List.of(new ConnectorSecretRef(SECRET, "p1", null)) : List.of());
    }

    private License license() {
      return new License(
          "license-1",
          "customer-1",
          1,
          NOW,
          false,
          blocked,
          List.of(new ApiKeyRef("key-1", KEY, "p1", Environment.PROD, keyNotAfter, keyRevokedAt)),
          List.of(
              new Grant(
                  "s-1",
                  NOW,
                  connector,
                  account,
                  Category.STANDARD,
                  Interval.MONTH,
                  trial,
                  NOW.plus(startsIn),
                  NOW.plus(endsIn),
                  null,
                  !trial,
                  suspendedAt,
                  revokedAt)));
    }
  }
}
