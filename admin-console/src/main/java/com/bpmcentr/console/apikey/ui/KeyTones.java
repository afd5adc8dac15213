package com.bpmcentr.console.apikey.ui;

import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;

/** How a key's status is coloured. */
public final class KeyTones {

  private KeyTones() {}

  public static StatusBadge badge(ApiKeyStatus status) {
    return new StatusBadge(Words.of("key-status", status), of(status));
  }

  static Tone of(ApiKeyStatus status) {
    return switch (status) {
      case ACTIVE -> Tone.GOOD;
      case RETIRING -> Tone.ATTENTION;
      case EXPIRED -> Tone.NEUTRAL;
      case REVOKED -> Tone.BAD;
    };
  }
}
