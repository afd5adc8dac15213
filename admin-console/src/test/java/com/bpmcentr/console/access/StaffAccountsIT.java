package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@ConsoleTest
class StaffAccountsIT {

  private static final Actor OWNER = Actor.system("test");

  @Autowired private TestStaff team;
  @Autowired private StaffAccounts accounts;
  @Autowired private LoginService logins;
  @Autowired private CurrentActor actors;
  @Autowired private SecurityContextHolderStrategy security;

  @Test
  void create_emailOfSomeoneElseInOtherCase_isRefused() {
    String email = team.newMember(Role.SUPPORT).account().email().toUpperCase(Locale.ROOT);

    assertThat(accounts.create(OWNER, email, named("Twin")))
        .isEqualTo(Result.refused(new Refusal.AlreadyExists("email")));
  }

  @Test
  void create_malformedEmail_namesTheField() {
    assertThat(accounts.create(OWNER, "no address", named("Name")))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.refusal().toString()).contains("field=email"));
  }

  @Test
  void edit_staleVersion_isRefused() {
    StaffMember member = team.newMember(Role.SUPPORT).account();
    accounts.edit(OWNER, member.id(), member.version(), named("Married")).orElseThrow();

    assertThat(accounts.edit(OWNER, member.id(), member.version(), named("Other")))
        .isEqualTo(
            Result.refused(new Refusal.VersionConflict(member.version(), member.version() + 1)));
  }

  @Test
  void disable_withoutReason_namesTheField() {
    StaffMember member = team.newMember(Role.SUPPORT).account();

    assertThat(accounts.disable(OWNER, member.id(), null, " "))
        .isEqualTo(Result.refused(new Refusal.Invalid("reason", InvalidKey.REQUIRED)));
  }

  @Test
  void unlock_lockedMember_canLogInAtOnce() {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    assertThat(accounts.unlock(OWNER, member.account().id()))
        .isEqualTo(Result.refused(new Refusal.StateForbids("unlocked", "unlock")));
    for (int i = 0; i < LoginService.MOST_FAILURES; i++) {
      logins.logIn(member.account().email(), "wrong", null);
    }
    assertThat(logins.logIn(member.account().email(), member.password(), null)).isEmpty();

    accounts.unlock(OWNER, member.account().id()).orElseThrow();

    assertThat(logins.logIn(member.account().email(), member.password(), null)).isPresent();
    assertThat(accounts.get(OWNER, member.account().id()).orElseThrow().lastLoginAt()).isNotNull();
  }

  @Test
  void list_byNameRoleAndState_findsTheMember() {
    StaffMember member = team.newMember(Role.BILLING).account();
    accounts.disable(OWNER, member.id(), null, "left").orElseThrow();

    var found =
        accounts.list(
            OWNER,
            new ListQuery(
                Map.of(
                    "q",
                    member.email().toUpperCase(Locale.ROOT),
                    "role",
                    "billing",
                    "enabled",
                    "false"),
                List.of(SortOrder.descending("lastLoginAt")),
                0,
                10));

    assertThat(found.orElseThrow().items())
        .extracting(StaffMember::id)
        .containsExactly(member.id());
  }

  @Test
  void resetPassword_lockedMember_canLogInWithTheNewOneOnly() {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    for (int i = 0; i < LoginService.MOST_FAILURES; i++) {
      logins.logIn(member.account().email(), "wrong", null);
    }

    String password =
        accounts.resetPassword(OWNER, member.account().id()).orElseThrow().password().reveal();

    assertThat(logins.logIn(member.account().email(), member.password(), null)).isEmpty();
    assertThat(logins.logIn(member.account().email(), password, null)).isPresent();
  }

  /** The session would be over before the password is seen, and a sole owner locked out. */
  @Test
  void resetPassword_ofOneselfFromAScreen_isRefusedAndChangesNothing() {
    TestStaff.Member owner = team.newMember(Role.OWNER);

    assertThat(accounts.resetPassword(owner.actor(), owner.account().id()))
        .isEqualTo(Result.refused(new Refusal.StateForbids("own-account", "reset-password")));

    assertThat(logins.logIn(owner.account().email(), owner.password(), null)).isPresent();
  }

  @Test
  void resetPassword_ofOneselfByAToken_isHowAnOwnerGetsInAgain() {
    TestStaff.Member owner = team.newMember(Role.OWNER);
    Actor program = new Actor(owner.account().id(), "owner", Role.OWNER, Origin.API, null);

    String password =
        accounts.resetPassword(program, owner.account().id()).orElseThrow().password().reveal();

    assertThat(logins.logIn(owner.account().email(), password, null)).isPresent();
  }

  /** Of the log-in until now: with a stolen session everything came from its owner's place. */
  @Test
  void currentActor_sessionUsedFromElsewhere_hasTheAddressOfTheRequest() {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    var session =
        UsernamePasswordAuthenticationToken.authenticated(
            member.account().principal(Instant.now()), null, List.of());
    var request = new MockHttpServletRequest();
    request.setRemoteAddr("198.51.100.7");
    session.setDetails(new WebAuthenticationDetails("192.0.2.1", "session"));
    SecurityContext context = security.createEmptyContext();
    context.setAuthentication(session);
    security.setContext(context);
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    try {
      assertThat(actors.get().address()).isEqualTo("198.51.100.7");
    } finally {
      RequestContextHolder.resetRequestAttributes();
      security.clearContext();
    }
  }

  private static StaffDetails named(String name) {
    return new StaffDetails(name, Role.SUPPORT, Language.EN);
  }
}
