package com.bpmcentr.console.connector.ui;

import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.license.ConnectorState;

/** How a connector's state is coloured. */
final class ConnectorTones {

  private ConnectorTones() {}

  static Tone of(ConnectorState state) {
    return switch (state) {
      case DRAFT -> Tone.NEUTRAL;
      case PUBLISHED -> Tone.GOOD;
      case RETIRED -> Tone.ATTENTION;
    };
  }
}
