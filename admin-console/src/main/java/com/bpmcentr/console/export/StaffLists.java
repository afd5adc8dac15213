package com.bpmcentr.console.export;

import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.staff.Permission;
import java.util.List;
import org.springframework.stereotype.Component;

/** Of who works here, and of the tokens that they gave to programs. */
@Component
class StaffLists implements ExportedLists {

  private final StaffAccounts staff;
  private final AccessTokens tokens;

  StaffLists(StaffAccounts staff, AccessTokens tokens) {
    this.staff = staff;
    this.tokens = tokens;
  }

  @Override
  public List<ExportedList<?>> lists() {
    return List.of(members(), accessTokens());
  }

  private ExportedList<?> members() {
    return new ExportedList<>(
            "staff", "staff", Permission.READ_STAFF, staff::list, member -> member.id())
        .column("id", member -> member.id())
        .column("email", member -> member.email())
        .column("name", member -> member.name())
        .column("role", member -> member.role())
        .column("locale", member -> member.language())
        .column("lastLoginAt", member -> member.lastLoginAt())
        .column("lockedUntil", member -> member.lockedUntil())
        .column("disabledAt", member -> member.disabledAt())
        .column("createdAt", member -> member.createdAt());
  }

  private ExportedList<?> accessTokens() {
    return new ExportedList<>(
            "access-tokens",
            "access-token",
            Permission.READ_STAFF,
            tokens::list,
            row -> row.token().id())
        .column("id", row -> row.token().id())
        .column("staffId", row -> row.token().staffId())
        .column("member", row -> row.memberName())
        .column("email", row -> row.memberEmail())
        .column("name", row -> row.token().name())
        .column("prefix", row -> row.token().prefix())
        .column("status", row -> row.status())
        .column("createdAt", row -> row.token().createdAt())
        .column("expiresAt", row -> row.token().expiresAt())
        .column("lastUsedAt", row -> row.token().lastUsedAt())
        .column("revokedAt", row -> row.token().revokedAt());
  }
}
