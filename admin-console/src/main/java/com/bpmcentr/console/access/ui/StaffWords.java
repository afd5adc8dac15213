package com.bpmcentr.console.access.ui;

import com.bpmcentr.console.access.AccessTokenStatus;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;
import java.time.Instant;

/** What the states of accounts and tokens are called, and how they are coloured. */
final class StaffWords {

  private StaffWords() {}

  static String state(StaffMember member, Instant now) {
    if (!member.enabled()) {
      return Words.of("staff-state", "disabled");
    }
    return Words.of("staff-state", member.lockedAt(now) ? "locked" : "enabled");
  }

  static Tone tone(StaffMember member, Instant now) {
    if (!member.enabled()) {
      return Tone.NEUTRAL;
    }
    return member.lockedAt(now) ? Tone.BAD : Tone.GOOD;
  }

  static StatusBadge badge(AccessTokenStatus status) {
    return new StatusBadge(Words.of("token-status", status), tone(status));
  }

  static Tone tone(AccessTokenStatus status) {
    return switch (status) {
      case ACTIVE -> Tone.GOOD;
      case EXPIRED -> Tone.NEUTRAL;
      case REVOKED -> Tone.BAD;
    };
  }
}
