package com.bpmcentr.console.access;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who works here. The password's hash never leaves the repository.
 *
 * @param email in lower case
 * @param language of screens and mail
 * @param theme {@code light}, {@code dark}, or as the browser prefers
 * @param passwordChangedAt sessions begun before it are over
 */
public record StaffMember(
    UUID id,
    String email,
    String name,
    Role role,
    Language language,
    @Nullable String theme,
    Instant passwordChangedAt,
    Instant createdAt,
    @Nullable Instant disabledAt,
    int version) {

  public boolean enabled() {
    return disabledAt == null;
  }

  boolean isEnabledOwner() {
    return enabled() && role == Role.OWNER;
  }

  Actor actor(Origin origin, @Nullable String address) {
    return new Actor(id, email, role, origin, address);
  }

  StaffMember withRole(Role other) {
    return new StaffMember(
        id, email, name, other, language, theme, passwordChangedAt, createdAt, disabledAt, version);
  }

  StaffMember withDisabledAt(@Nullable Instant time) {
    return new StaffMember(
        id, email, name, role, language, theme, passwordChangedAt, createdAt, time, version);
  }
}
