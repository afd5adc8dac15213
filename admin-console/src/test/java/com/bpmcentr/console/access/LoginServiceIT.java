package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.MovableClock;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.access.LoginService.Confirmation;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@ConsoleTest
class LoginServiceIT {

  private static final String ADDRESS = "192.0.2.7";
  private static final String WRONG = "not the password";

  @Autowired private StaffRepository staff;
  @Autowired private GuessRepository guesses;
  @Autowired private StaffQuery members;
  @Autowired private AccessTokenRepository tokens;
  @Autowired private PasswordGenerator passwords;
  @Autowired private AuditedOperations operations;
  @Autowired private AuditLog audit;
  @Autowired private TransactionOperations transactions;
  @Autowired private JdbcClient database;

  private final MovableClock clock = new MovableClock(Instant.now());
  private final CountingHashing hashing = new CountingHashing();
  private StaffAccounts accounts;

  /** Cheap, and counts what is compared. */
  private static final class CountingHashing extends PasswordHashing {

    private final AtomicInteger comparisons = new AtomicInteger();
    private volatile boolean full;

    CountingHashing() {
      super(16);
    }

    @Override
    String hash(Secret password) {
      assertThat(TransactionSynchronizationManager.isActualTransactionActive())
          .as("a transaction's locks are held while a password is hashed")
          .isFalse();
      return super.hash(password);
    }

    @Override
    boolean matches(String password, String hash) {
      comparisons.incrementAndGet();
      refuseWhenFull();
      return super.matches(password, hash);
    }

    @Override
    boolean confirms(String password, String hash) {
      refuseWhenFull();
      return super.confirms(password, hash);
    }

    private void refuseWhenFull() {
      if (full) {
        throw new RejectedExecutionException("too many wait");
      }
    }
  }

  @BeforeEach
  void hashCheaply() {
    accounts =
        new StaffAccounts(
            staff, guesses, members, tokens, hashing, passwords, operations, audit, clock);
  }

  @Test
  void logIn_rightPassword_letsInAndIsAudited() {
    TestStaff.Member member = newMember();

    Optional<StaffPrincipal> principal =
        console().logIn(member.account().email(), member.password(), ADDRESS);

    assertThat(principal).map(StaffPrincipal::staffId).contains(member.account().id());
    assertThat(auditOf(member)).containsExactly("staff.login done null 192.0.2.7");
  }

  @Test
  void logIn_emailInOtherCaseAndWithBlanks_letsIn() {
    TestStaff.Member member = newMember();
    String typed = "  " + member.account().email().toUpperCase(Locale.ROOT) + " ";

    assertThat(console().logIn(typed, member.password(), ADDRESS)).isPresent();
  }

  /** Who was told that nothing was looked at had used up a guess, and five of those locked them. */
  @Test
  void logInAndConfirm_whenTooManyWait_countNoGuess() {
    TestStaff.Member member = newMember();
    fail(member, 4);
    assertThat(console().confirm(member.actor(), WRONG)).isEqualTo(Confirmation.WRONG);
    hashing.full = true;
    for (int i = 0; i < LoginService.MOST_FAILURES; i++) {
      assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> logIn(member));
      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> console().confirm(member.actor(), member.password()));
    }
    hashing.full = false;

    assertThat(console().confirm(member.actor(), member.password())).isEqualTo(Confirmation.RIGHT);
    assertThat(logIn(member)).isPresent();
  }

  @Test
  void logIn_fiveWrongPasswords_locksForFifteenMinutes() {
    TestStaff.Member member = newMember();
    fail(member, 5);

    clock.advance(LoginService.LOCK.minusMillis(1));
    assertThat(logIn(member)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(logIn(member)).isPresent();

    assertThat(auditOf(member))
        .containsExactly(
            "staff.login refused login while wrong password 192.0.2.7",
            "staff.login refused login while wrong password 192.0.2.7",
            "staff.login refused login while wrong password 192.0.2.7",
            "staff.login refused login while wrong password 192.0.2.7",
            "staff.login refused login while wrong password 192.0.2.7",
            "staff.lock done null 192.0.2.7",
            "staff.login refused login while locked 192.0.2.7",
            "staff.login done null 192.0.2.7");
  }

  @Test
  void logIn_attemptsWhileLocked_doNotLengthenTheLock() {
    TestStaff.Member member = newMember();
    fail(member, 5);
    clock.advance(LoginService.LOCK.minusSeconds(1));
    fail(member, 7);

    clock.advance(Duration.ofSeconds(1));

    assertThat(logIn(member)).isPresent();
  }

  @Test
  void logIn_firstFailureAfterALock_isTheFirstOfFive() {
    TestStaff.Member member = newMember();
    fail(member, 5);
    clock.advance(LoginService.LOCK);
    fail(member, 4);

    assertThat(logIn(member)).isPresent();
  }

  @Test
  void logIn_successBetweenFailures_countsFromNothing() {
    TestStaff.Member member = newMember();
    fail(member, 4);
    assertThat(logIn(member)).isPresent();
    fail(member, 4);

    assertThat(logIn(member)).isPresent();
  }

  @Test
  void logIn_fortyGuessesAtOnceOverTwoConsoles_looksAtFivePasswords() throws Exception {
    TestStaff.Member member = newMember();
    List<LoginService> consoles = List.of(console(), console());
    CountDownLatch together = new CountDownLatch(1);
    List<Future<Optional<StaffPrincipal>>> guesses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        LoginService console = consoles.get(i % 2);
        guesses.add(
            threads.submit(
                () -> {
                  together.await();
                  return console.logIn(member.account().email(), WRONG, ADDRESS);
                }));
      }
      together.countDown();
    }

    for (Future<Optional<StaffPrincipal>> guess : guesses) {
      assertThat(guess.get()).isEmpty();
    }
    assertThat(auditOf(member))
        .hasSize(41)
        .areExactly(5, containing("wrong password"))
        .areExactly(35, containing("while locked"))
        .areExactly(1, containing("staff.lock done"));
    assertThat(hashing.comparisons).hasValue(40);
    assertThat(logIn(member)).isEmpty();
  }

  @Test
  void logIn_disabledMember_isRefused() {
    TestStaff.Member member = newMember();
    accounts.disable(Actor.system("test"), member.account().id(), null, "left").orElseThrow();

    assertThat(logIn(member)).isEmpty();
    assertThat(auditOf(member)).last().asString().contains("while disabled");
  }

  @Test
  void resetPassword_hashesBeforeItsTransaction() {
    TestStaff.Member member = newMember();

    String password =
        accounts
            .resetPassword(Actor.system("test"), member.account().id())
            .orElseThrow()
            .password()
            .reveal();

    assertThat(console().logIn(member.account().email(), password, ADDRESS)).isPresent();
  }

  @Test
  void confirm_theActorsOwnPassword_isRecorded_andAnothersIsNot() {
    TestStaff.Member member = newMember();

    assertThat(console().confirm(member.actor(), member.password())).isEqualTo(Confirmation.RIGHT);
    assertThat(console().confirm(newMember().actor(), member.password()))
        .isEqualTo(Confirmation.WRONG);
    assertThat(console().confirm(Actor.system("test"), member.password()))
        .isEqualTo(Confirmation.WRONG);

    assertThat(auditOf(member)).containsExactly("staff.confirm-password done null 127.0.0.1");
  }

  @Test
  void confirm_fiveWrongPasswords_lockConfirmingUntilTheNextLogIn() {
    TestStaff.Member member = newMember();
    for (int i = 0; i < LoginService.MOST_FAILURES; i++) {
      assertThat(console().confirm(member.actor(), WRONG)).isEqualTo(Confirmation.WRONG);
    }

    assertThat(console().confirm(member.actor(), member.password())).isEqualTo(Confirmation.LOCKED);
    assertThat(logIn(member)).isPresent();
    assertThat(console().confirm(member.actor(), member.password())).isEqualTo(Confirmation.RIGHT);
  }

  /** Anybody who knows the address could keep an owner from revoking a leaked key. */
  @Test
  void confirm_whileLogInsAreLocked_isLookedAtAllTheSame() {
    TestStaff.Member member = newMember();
    fail(member, 5);

    assertThat(console().confirm(member.actor(), member.password())).isEqualTo(Confirmation.RIGHT);
    assertThat(logIn(member)).isEmpty();
  }

  @Test
  void logIn_passwordTypedAsEmail_leavesNoTraceOfIt() {
    String typed = "hunter2-" + UUID.randomUUID();

    assertThat(console().logIn(typed, "", ADDRESS)).isEmpty();

    assertThat(
            database
                .sql("select count(*) from audit_entry a where a::text like '%' || :typed || '%'")
                .param("typed", typed)
                .query(Integer.class)
                .single())
        .isZero();
  }

  /** The log is never pruned: a flood of strangers is an entry or two, and not one each. */
  @Test
  void logIn_manyUnknownAddresses_areAnEntryAndTheirNumber() {
    LoginService console = console();
    String from = "2001:db8::" + Integer.toHexString(UUID.randomUUID().hashCode() & 0xFFFF);
    for (int i = 0; i < 10; i++) {
      assertThat(console.logIn("nobody" + i + "@bpmcentr.example", WRONG, from)).isEmpty();
    }
    assertThat(unknownFrom("address", from)).isEqualTo(1);

    long before = unknownFrom("after ->> 'times'", "9");
    console.tellUnknown();
    console.tellUnknown();
    assertThat(unknownFrom("after ->> 'times'", "9")).isEqualTo(before + 1);
  }

  private long unknownFrom(String column, String value) {
    return database
        .sql("select count(*) from audit_entry where target_id = 'unknown' and " + column + " = :v")
        .param("v", value)
        .query(Long.class)
        .single();
  }

  @Test
  void logIn_anyRefusal_hasComparedOnePassword() {
    TestStaff.Member disabled = newMember();
    accounts.disable(Actor.system("test"), disabled.account().id(), null, "left").orElseThrow();
    TestStaff.Member locked = newMember();
    fail(locked, 5);
    hashing.comparisons.set(0);

    for (String email :
        List.of(
            "nobody@bpmcentr.example",
            "no address",
            newMember().account().email(),
            locked.account().email(),
            disabled.account().email())) {
      assertThat(console().logIn(email, WRONG, ADDRESS)).isEmpty();
      assertThat(hashing.comparisons.getAndSet(0)).as(email).isEqualTo(1);
    }
  }

  @Test
  void logIn_hostileTexts_areRefusedQuietly() {
    for (String text :
        Arrays.asList(
            "", " ", "'; drop table staff; --", "\u0000", "\ud800", "a".repeat(100_000))) {
      assertThat(console().logIn(text, text, ADDRESS)).isEmpty();
    }
  }

  private TestStaff.Member newMember() {
    Actor setup = Actor.system("test");
    String email = UUID.randomUUID() + "@bpmcentr.example";
    StaffAccounts.WithPassword made =
        accounts
            .create(setup, email, new StaffDetails("Test", Role.SUPPORT, Language.EN))
            .orElseThrow();
    return new TestStaff.Member(made.member(), made.password().reveal(), "no token");
  }

  private Optional<StaffPrincipal> logIn(TestStaff.Member member) {
    return console().logIn(member.account().email(), member.password(), ADDRESS);
  }

  private void fail(TestStaff.Member member, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(console().logIn(member.account().email(), WRONG, ADDRESS)).isEmpty();
    }
  }

  private LoginService console() {
    return new LoginService(staff, guesses, hashing, audit, transactions, clock);
  }

  private List<String> auditOf(TestStaff.Member member) {
    return database
        .sql(
            """
            select concat_ws(' ', operation, outcome, coalesce(refusal, 'null'), address)
              from audit_entry
             where target_id = :id and operation in ('staff.login', 'staff.lock', 'staff.confirm-password')
             order by seq
            """)
        .param("id", member.account().id().toString())
        .query(String.class)
        .list();
  }

  private static Condition<String> containing(String part) {
    return new Condition<>(line -> line.contains(part), part);
  }
}
