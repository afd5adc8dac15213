package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGenerator;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does a no arrive, and does it stay? Staff make a customer with a key and a subscription, change
 * something about it while its key is checked at a constant rate, and wait for the receipt of each
 * edge. A check that starts after the receipt and gets the old answer fails the suite: VALID after
 * a revocation above all.
 */
public final class RevocationUnderLoadSimulation extends LoadTest {
  static final Option ADMIN_URL = Option.url("adminUrl", "http://127.0.0.1:8080");
  static final Option API_TOKEN = Option.secret("apiToken");
  static final Option RATE = Option.number("rate", 200, 1, 100_000);
  static final Option ROUNDS = Option.number("rounds", 3, 1, 1_000);
  static final Option HOLD_SECONDS = Option.number("holdSeconds", 2, 1, 600);
  static final Option RECEIPT_SECONDS = Option.number("receiptSeconds", 5, 1, 120);
  static final List<Option> OPTIONS =
      List.of(CONNECTOR, ADMIN_URL, API_TOKEN, RATE, ROUNDS, HOLD_SECONDS, RECEIPT_SECONDS);

  private static final String VALID = "VALID";
  private static final String ACCOUNT = "load-test-1";
  private static final String SUBJECT = "subject";
  private static final String STARTED = "started";
  private static final String DEADLINE = "deadline";
  private static final int MOST_MOVES_A_ROUND = 4;
  private static final int MOST_SECONDS_A_CALL = 10;

  private final StaffEndpoints staff =
      new StaffEndpoints(options().url(ADMIN_URL), required(API_TOKEN));
  private final AtomicReference<@Nullable Subject> current = new AtomicReference<>();
  private final List<SeenChange> changes = new CopyOnWriteArrayList<>();
  private final AtomicInteger roundsDone = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final Judgement judgement = new Judgement();

  /**
   * Whose key is being checked.
   *
   * @param change the latest; null while there is none
   */
  private record Subject(
      String key, Expectations expectations, AtomicReference<@Nullable SeenChange> change) {
    @Override
    public String toString() {
      return "Subject[redacted]";
    }
  }

  public RevocationUnderLoadSimulation() {
    super(OPTIONS);
    judgement
        .must("no answer that was out of date when its check started", () -> wrong.get() == 0)
        .must("all rounds done", () -> roundsDone.get() == number(ROUNDS))
        .must(
            "a receipt within %d s for each change".formatted(number(RECEIPT_SECONDS)),
            () -> changes.stream().allMatch(SeenChange::isApplied))
        .must(
            "checks after each receipt",
            () -> changes.stream().allMatch(change -> change.checksAfterReceipt() > 0));
    List<Assertion> assertions = new ArrayList<>(judgement.assertions());
    assertions.add(global().failedRequests().count().is(0L));
    setUp(staffAtWork(), connectorsAtWork()).protocols(protocol()).assertions(assertions);
  }

  @Override
  public void after() {
    Summary summary =
        new Summary(this)
            .say("| change | answer | first seen, ms | receipt, ms | checks after it |")
            .say("|---|---|---|---|---|");
    changes.forEach(change -> summary.say(change.row()));
    summary
        .say("")
        .say("Milliseconds count from the admin API's answer to the change.")
        .verdicts(judgement)
        .publish();
  }

  private PopulationBuilder staffAtWork() {
    ChainBuilder rounds = exec(session -> session);
    for (int round = 0; round < number(ROUNDS); round++) {
      rounds =
          rounds
              .exec(newSubject())
              .exec(
                  switch (round % 3) {
                    case 0 -> change("revoke", staff.moveSubscription("revoke"), "REVOKED");
                    case 1 -> change("revoke the key", staff.revokeKey(), "KEY_REVOKED");
                    default ->
                        exec(change("suspend", staff.moveSubscription("suspend"), "SUSPENDED"))
                            .exec(change("resume", staff.moveSubscription("resume"), VALID))
                            .exec(change("revoke", staff.moveSubscription("revoke"), "REVOKED"));
                  })
              .exec(
                  session -> {
                    roundsDone.incrementAndGet();
                    return session;
                  });
    }
    return scenario("staff")
        .exec(exitBlockOnFail().on(rounds))
        .exec(judgement.pronounce())
        .exec(stopLoadGenerator("all rounds have ended"))
        .injectOpen(atOnceUsers(1));
  }

  private ChainBuilder newSubject() {
    return exec(session ->
            session.set("email", "load-test-" + UUID.randomUUID() + "@load-test.example"))
        .exec(staff.createCustomer(), staff.createKey())
        .exec(staff.createSubscription(options().text(CONNECTOR), ACCOUNT))
        .exec(awaitReceipt())
        .exec(
            session -> {
              String key = session.getString(StaffEndpoints.KEY);
              Subject subject = new Subject(key, new Expectations(VALID), new AtomicReference<>());
              current.set(subject);
              return session.set(SUBJECT, subject);
            })
        .pause(Duration.ofSeconds(number(HOLD_SECONDS)));
  }

  private ChainBuilder change(String name, HttpRequestActionBuilder request, String code) {
    return exec(session -> {
          SeenChange change = new SeenChange(name, code);
          changes.add(change);
          Subject subject = session.get(SUBJECT);
          subject.change().set(change);
          subject.expectations().changingTo(code);
          return session;
        })
        .exec(request)
        .exec(
            session -> {
              changes.getLast().answered();
              return session;
            })
        .exec(awaitReceipt())
        .exec(
            session -> {
              Subject subject = session.get(SUBJECT);
              subject.expectations().settledAt(code);
              changes.getLast().applied();
              return session;
            })
        .pause(Duration.ofSeconds(number(HOLD_SECONDS)));
  }

  /** Fails the session if not every live edge has applied the position in time. */
  private ChainBuilder awaitReceipt() {
    long patience = Duration.ofSeconds(number(RECEIPT_SECONDS)).toNanos();
    return exec(session ->
            session
                .set(DEADLINE, System.nanoTime() + patience)
                .set(StaffEndpoints.PENDING, 1)
                .set(StaffEndpoints.APPLIED, 0))
        .exec(
            asLongAs(session -> !isApplied(session) && !isLate(session))
                .on(exec(staff.receipt()), pause(Duration.ofMillis(5))))
        .exec(session -> isApplied(session) ? session : session.markAsFailed())
        .exitHereIfFailed();
  }

  private PopulationBuilder connectorsAtWork() {
    // Staff end the run; this is only how long it can take at most.
    int most =
        number(ROUNDS)
            * MOST_MOVES_A_ROUND
            * (number(HOLD_SECONDS) + number(RECEIPT_SECONDS) + MOST_SECONDS_A_CALL);
    return scenario("connectors")
        .exec(
            session -> {
              Subject subject = current.get();
              return subject == null
                  ? session
                  : session
                      .set(SUBJECT, subject)
                      .set(STARTED, subject.expectations().now())
                      .set("key", subject.key())
                      .set("connector", options().text(CONNECTOR))
                      .set("account", ACCOUNT)
                      .set("lang", "uk");
            })
        .exec(doIf(session -> session.contains(SUBJECT)).then(check()))
        .injectOpen(constantUsersPerSec(number(RATE)).during(Duration.ofSeconds(most)));
  }

  private HttpRequestActionBuilder check() {
    return VerifyEndpoints.getVerify("GET /v1/verify")
        .check(
            status().is(200),
            jsonPath("$.code")
                .validate(
                    "up to date",
                    (code, session) -> {
                      judge(code, session);
                      return code;
                    }));
  }

  private void judge(String code, Session session) {
    Subject subject = session.get(SUBJECT);
    SeenChange change = subject.change().get();
    if (change != null) {
      change.seen(code);
    }
    if (!subject.expectations().allow(session.getInt(STARTED), code)) {
      wrong.incrementAndGet();
      throw new IllegalStateException(code + " was out of date when the check started");
    }
  }

  private static boolean isApplied(Session session) {
    return session.getInt(StaffEndpoints.PENDING) == 0
        && session.getInt(StaffEndpoints.APPLIED) > 0;
  }

  private static boolean isLate(Session session) {
    return System.nanoTime() - session.getLong(DEADLINE) > 0;
  }
}
