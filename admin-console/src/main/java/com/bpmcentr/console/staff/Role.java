package com.bpmcentr.console.staff;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.IMPORT;
import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;
import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;
import static com.bpmcentr.console.staff.Permission.OVERRIDE_LIMITS;
import static com.bpmcentr.console.staff.Permission.OWN_ACCOUNT;
import static com.bpmcentr.console.staff.Permission.READ;
import static com.bpmcentr.console.staff.Permission.READ_AUDIT;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;
import static com.bpmcentr.console.staff.Permission.REVOKE;

import com.bpmcentr.license.WireName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A staff member's role. This is the one place that says what each role may do. */
public enum Role implements WireName {
  OWNER(EnumSet.allOf(Permission.class)),
  ADMIN(
      EnumSet.of(
          OWN_ACCOUNT,
          READ,
          MANAGE_CUSTOMERS,
          BILL,
          IMPORT,
          REVOKE,
          OVERRIDE_LIMITS,
          MANAGE_CONNECTORS,
          READ_AUDIT)),
  SUPPORT(EnumSet.of(OWN_ACCOUNT, READ, MANAGE_CUSTOMERS)),
  BILLING(EnumSet.of(OWN_ACCOUNT, READ, BILL)),
  AUDITOR(EnumSet.of(OWN_ACCOUNT, READ, READ_AUDIT, READ_STAFF));

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable since the constructor
  private final Set<Permission> permissions;

  Role(EnumSet<Permission> permissions) {
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
