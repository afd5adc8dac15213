package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@ConsoleTest
class StaffAccountsIT {

  private static final Actor OWNER = Actor.system("test");

  @Autowired private TestStaff team;
  @Autowired private StaffAccounts accounts;
  @Autowired private LoginService logins;

  @Test
  void create_emailOfSomeoneElseInOtherCase_isRefused() {
    String email = team.newMember(Role.SUPPORT).account().email().toUpperCase(Locale.ROOT);

    assertThat(accounts.create(OWNER, email, "Twin", Role.SUPPORT, Language.EN))
        .isEqualTo(Result.refused(new Refusal.AlreadyExists("email")));
  }

  @Test
  void create_malformedEmail_namesTheField() {
    assertThat(accounts.create(OWNER, "no address", "Name", Role.SUPPORT, Language.EN))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.refusal().toString()).contains("field=email"));
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
  void create_anyoneButAnOwner_isRefused(Role role) {
    assertThat(
            accounts.create(
                team.member(role).actor(), "new@bpmcentr.example", "N", Role.OWNER, Language.EN))
        .isEqualTo(Result.refused(new Refusal.Forbidden(Permission.MANAGE_STAFF)));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void list_eachRole_isForOwnerAndAuditor(Role role) {
    boolean listed = accounts.list(team.member(role).actor()) instanceof Result.Done;

    assertThat(listed).isEqualTo(role == Role.OWNER || role == Role.AUDITOR);
  }

  @Test
  void changeRole_staleVersion_isRefused() {
    StaffMember member = team.newMember(Role.SUPPORT).account();
    accounts.changeRole(OWNER, member.id(), member.version(), Role.BILLING).orElseThrow();

    assertThat(accounts.changeRole(OWNER, member.id(), member.version(), Role.ADMIN))
        .isEqualTo(
            Result.refused(new Refusal.VersionConflict(member.version(), member.version() + 1)));
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
}
