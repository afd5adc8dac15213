package com.bpmcentr.console.access;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who works here. The password's hash never leaves the repository.
 *
 * @param email in lower case
 * @param language of screens and mail
 * @param passwordChangedAt sessions begun with another one are over
 * @param signedOutAt and so are those begun before the account was last disabled
 * @param lockedUntil after too many wrong passwords; may be past
 * @param version grows with each save
 */
public record StaffMember(
    UUID id,
    String email,
    String name,
    Role role,
    Language language,
    Theme theme,
    Instant passwordChangedAt,
    Instant createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant signedOutAt,
    @Nullable Instant lockedUntil,
    @Nullable Instant lastLoginAt,
    int version) {

  public boolean enabled() {
    return disabledAt == null;
  }

  /** Whether passwords are not even looked at just now. */
  public boolean lockedAt(Instant now) {
    return lockedUntil != null && lockedUntil.isAfter(now);
  }

  boolean isEnabledOwner() {
    return enabled() && role == Role.OWNER;
  }

  /** Whom a session belongs to that begins then. */
  public StaffPrincipal principal(Instant loggedInAt) {
    return new StaffPrincipal(id, email, loggedInAt, passwordChangedAt, signedOutAt);
  }

  /**
   * Whether the session goes on. What it began with is compared, not when: clocks of consoles
   * differ, and what comes in the same millisecond has no order.
   */
  boolean keepsSessionOf(StaffPrincipal principal) {
    return enabled()
        && passwordChangedAt.equals(principal.passwordChangedAt())
        && Objects.equals(signedOutAt, principal.signedOutAt());
  }

  /**
   * Whether what was begun then may go on: not once the account was disabled, be it for a moment.
   */
  boolean keepsWorkOf(Instant asked) {
    return enabled() && (signedOutAt == null || !signedOutAt.isAfter(asked));
  }

  Actor actor(Origin origin, @Nullable String address) {
    return new Actor(id, email, role, origin, address);
  }

  StaffMember with(StaffDetails details) {
    return copy(details.name(), details.role(), details.language(), theme, disabledAt, signedOutAt);
  }

  StaffMember withTaste(Language chosen, Theme chosenTheme) {
    return copy(name, role, chosen, chosenTheme, disabledAt, signedOutAt);
  }

  StaffMember disabled(Instant now) {
    return copy(name, role, language, theme, now, now);
  }

  StaffMember enabledAgain() {
    return copy(name, role, language, theme, null, signedOutAt);
  }

  private StaffMember copy(
      String newName,
      Role newRole,
      Language newLanguage,
      Theme newTheme,
      @Nullable Instant newDisabledAt,
      @Nullable Instant newSignedOutAt) {
    return new StaffMember(
        id,
        email,
        newName,
        newRole,
        newLanguage,
        newTheme,
        passwordChangedAt,
        createdAt,
        newDisabledAt,
        newSignedOutAt,
        lockedUntil,
        lastLoginAt,
        version);
  }
}
