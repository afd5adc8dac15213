package com.bpmcentr.console.api;

import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "StaffMember")
record StaffJson(
    UUID id,
    String email,
    String name,
    Role role,
    Language locale,
    Theme theme,
    Instant passwordChangedAt,
    @Nullable Instant lockedUntil,
    @Nullable Instant lastLoginAt,
    @Nullable Instant disabledAt,
    Instant createdAt,
    int version) {

  static StaffJson of(StaffMember member) {
    return new StaffJson(
        member.id(),
        member.email(),
        member.name(),
        member.role(),
        member.language(),
        member.theme(),
        member.passwordChangedAt(),
        member.lockedUntil(),
        member.lastLoginAt(),
        member.disabledAt(),
        member.createdAt(),
        member.version());
  }
}
