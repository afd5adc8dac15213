package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@ConsoleTest
class OwnAccountIT {

  private static final Secret WANTED = new Secret("a better horse battery");

  @Autowired private TestStaff team;
  @Autowired private OwnAccount own;
  @Autowired private LoginService logins;
  @Autowired private CurrentActor actors;
  @Autowired private StaffAccounts accounts;
  @Autowired private StaffRepository staff;
  @Autowired private AuditedOperations operations;
  @Autowired private AuditLog audit;
  @Autowired private Clock clock;
  @Autowired private JdbcClient database;

  private TestStaff.Member member;

  @BeforeEach
  void makeMember() {
    member = team.newMember(Role.AUDITOR);
  }

  @Test
  void edit_languageAndTheme_areKept() {
    own.edit(member.actor(), member.account().version(), Language.UK, Theme.DARK).orElseThrow();

    StaffMember kept = own.get(member.actor()).orElseThrow();
    assertThat(kept.language()).isEqualTo(Language.UK);
    assertThat(kept.theme()).isEqualTo(Theme.DARK);
    own.edit(member.actor(), kept.version(), Language.UK, Theme.SYSTEM).orElseThrow();
    assertThat(own.get(member.actor()).orElseThrow().theme()).isEqualTo(Theme.SYSTEM);
    assertThat(own.edit(member.actor(), kept.version(), Language.RU, Theme.DARK))
        .isEqualTo(Result.refused(new Refusal.VersionConflict(kept.version(), kept.version() + 1)));
  }

  @Test
  void changePassword_presentOneRight_theNewOneOpensAndSessionsAreOver() {
    StaffPrincipal session = logIn(member.password());

    StaffMember changed =
        own.changePassword(member.actor(), new Secret(member.password()), WANTED).orElseThrow();

    assertThat(changed.keepsSessionOf(session)).isFalse();
    assertThat(logins.logIn(email(), member.password(), null)).isEmpty();
    assertThat(changed.keepsSessionOf(logIn(WANTED.reveal()))).isTrue();
    assertThat(traces(WANTED.reveal())).isZero();
  }

  /** Which of the two came first, no clock says. */
  @Test
  void session_begunInTheSameMillisecond_isOver() {
    StaffPrincipal session = logIn(member.password());
    StaffMember opened = own.get(member.actor()).orElseThrow();

    assertThat(opened.keepsSessionOf(session)).isTrue();
    assertThat(
            staff.savePassword(opened.id(), "reset", session.loggedInAt()).keepsSessionOf(session))
        .isFalse();
    assertThat(opened.disabled(session.loggedInAt()).enabledAgain().keepsSessionOf(session))
        .isFalse();
  }

  /** An owner reset it while the new one was hashed: what the owner was shown must open. */
  @Test
  void changePassword_resetMeanwhile_isRefusedAndTheResetOneOpens() {
    AtomicReference<String> reset = new AtomicReference<>();
    PasswordHashing slow =
        new PasswordHashing(16) {
          @Override
          String hash(Secret password) {
            if (password.equals(WANTED)) {
              TestStaff.Member owner = team.member(Role.OWNER);
              var shown = accounts.resetPassword(owner.actor(), member.account().id());
              reset.set(shown.orElseThrow().password().reveal());
            }
            return super.hash(password);
          }
        };
    var racing = new OwnAccount(staff, logins, slow, operations, audit, clock);

    assertThat(racing.changePassword(member.actor(), new Secret(member.password()), WANTED))
        .isEqualTo(
            Result.refused(new Refusal.Invalid("currentPassword", InvalidKey.PASSWORD_WRONG)));

    assertThat(logins.logIn(email(), WANTED.reveal(), null)).isEmpty();
    assertThat(logins.logIn(email(), reset.get(), null)).isPresent();
  }

  /** A page asks two dozen times who is looking: the account is read once for a request. */
  @Test
  void currentActor_roleChangedDuringARequest_holdsFromTheNextOne() {
    var session =
        UsernamePasswordAuthenticationToken.authenticated(
            logIn(member.password()), null, List.of());
    try {
      beginRequest();
      assertThat(actors.member(session).orElseThrow().role()).isEqualTo(Role.AUDITOR);
      database
          .sql("update staff set role = 'support' where id = :id")
          .param("id", member.account().id())
          .update();
      assertThat(actors.member(session).orElseThrow().role()).isEqualTo(Role.AUDITOR);

      beginRequest();
      assertThat(actors.member(session).orElseThrow().role()).isEqualTo(Role.SUPPORT);
    } finally {
      RequestContextHolder.resetRequestAttributes();
    }
  }

  private static void beginRequest() {
    RequestContextHolder.setRequestAttributes(
        new ServletRequestAttributes(new MockHttpServletRequest()));
  }

  /** Whoever sits down at an open session has five guesses, as at the log-in. */
  @Test
  void changePassword_fiveWrongGuesses_lockItUntilTheNextLogIn() {
    for (int i = 0; i < LoginService.MOST_FAILURES; i++) {
      assertThat(own.changePassword(member.actor(), new Secret("wrong"), WANTED))
          .isEqualTo(
              Result.refused(new Refusal.Invalid("currentPassword", InvalidKey.PASSWORD_WRONG)));
    }

    assertThat(own.changePassword(member.actor(), new Secret(member.password()), WANTED))
        .isEqualTo(Result.refused(new Refusal.StateForbids("locked", "change-password")));
    assertThat(logins.logIn(email(), member.password(), null)).isPresent();
    own.changePassword(member.actor(), new Secret(member.password()), WANTED).orElseThrow();
  }

  /** It was written down as tried on a screen, so that nothing led to the token. */
  @Test
  void changePassword_wrongGuessByToken_isRecordedWithTheToken() {
    Actor.Token token = new Actor.Token(UUID.randomUUID(), "bpm_adm_" + member.account().id());
    Actor caller =
        new Actor(member.account().id(), email(), Role.AUDITOR, Origin.API, "198.51.100.7")
            .with(token);

    own.changePassword(caller, new Secret("wrong"), WANTED);

    assertThat(
            database
                .sql("select operation || ' ' || origin from audit_entry where token = :token")
                .param("token", token.prefix())
                .query(String.class)
                .list())
        .contains("staff.confirm-password api");
  }

  @ParameterizedTest
  @CsvSource({
    "eleven-long, invalid.too-short",
    "'', invalid.too-short",
    "PRESENT, invalid.password-known",
    "EMAIL, invalid.password-known",
    "LONG, invalid.too-long",
  })
  void changePassword_unfit_saysWhyAndCountsNoGuess(String wanted, String key) {
    String text =
        switch (wanted) {
          case "PRESENT" -> member.password();
          case "EMAIL" -> email();
          case "LONG" -> "x".repeat(201);
          default -> wanted;
        };

    Result<StaffMember> refused =
        own.changePassword(member.actor(), new Secret(member.password()), new Secret(text));

    assertThat(refused)
        .isInstanceOfSatisfying(
            Result.Refused.class,
            result ->
                assertThat(result.refusal())
                    .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid ->
                            assertThat(List.of(invalid.field(), invalid.messageKey()))
                                .containsExactly("newPassword", key)));
    assertThat(logins.logIn(email(), member.password(), null)).isPresent();
  }

  private StaffPrincipal logIn(String password) {
    return logins.logIn(email(), password, null).orElseThrow();
  }

  private String email() {
    return member.account().email();
  }

  private int traces(String text) {
    return database
        .sql("select count(*) from audit_entry a where a::text like '%' || :text || '%'")
        .param("text", text)
        .query(Integer.class)
        .single();
  }
}
