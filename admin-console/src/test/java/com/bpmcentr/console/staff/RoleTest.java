package com.bpmcentr.console.staff;

import static com.bpmcentr.console.staff.Role.ADMIN;
import static com.bpmcentr.console.staff.Role.AUDITOR;
import static com.bpmcentr.console.staff.Role.BILLING;
import static com.bpmcentr.console.staff.Role.OWNER;
import static com.bpmcentr.console.staff.Role.SUPPORT;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

  /** Permission → the roles that hold it, as the product's table of staff roles has it. */
  private static final Map<Permission, Set<Role>> TABLE =
      Map.ofEntries(
          entry(Permission.OWN_ACCOUNT, Set.of(OWNER, ADMIN, SUPPORT, BILLING, AUDITOR)),
          entry(Permission.READ, Set.of(OWNER, ADMIN, SUPPORT, BILLING, AUDITOR)),
          entry(Permission.MANAGE_CUSTOMERS, Set.of(OWNER, ADMIN, SUPPORT)),
          entry(Permission.BILL, Set.of(OWNER, ADMIN, BILLING)),
          entry(Permission.IMPORT, Set.of(OWNER, ADMIN)),
          entry(Permission.REVOKE, Set.of(OWNER, ADMIN)),
          entry(Permission.OVERRIDE_LIMITS, Set.of(OWNER, ADMIN)),
          entry(Permission.MANAGE_CONNECTORS, Set.of(OWNER, ADMIN)),
          entry(Permission.READ_AUDIT, Set.of(OWNER, ADMIN, AUDITOR)),
          entry(Permission.READ_STAFF, Set.of(OWNER, AUDITOR)),
          entry(Permission.MANAGE_STAFF, Set.of(OWNER)));

  @ParameterizedTest
  @EnumSource(Permission.class)
  void may_eachPermission_isHeldByExactlyTheRolesOfTheTable(Permission permission) {
    List<Role> holders = Arrays.stream(Role.values()).filter(role -> role.may(permission)).toList();

    assertThat(holders).containsExactlyInAnyOrderElementsOf(TABLE.get(permission));
  }

  @Test
  void may_systemActor_mayEverything() {
    assertThat(Permission.values()).allMatch(Actor.system("catalogue")::may);
  }
}
