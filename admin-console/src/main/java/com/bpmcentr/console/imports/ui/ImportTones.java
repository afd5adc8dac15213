package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.imports.ImportState;
import com.bpmcentr.console.shell.Tone;

/** How the states are coloured. */
final class ImportTones {

  private ImportTones() {}

  static Tone of(ImportState state) {
    return switch (state) {
      case RECEIVING, WAITING, RUNNING -> Tone.CALM;
      case DONE -> Tone.GOOD;
      case BROKEN_OFF -> Tone.ATTENTION;
      case FAILED -> Tone.BAD;
    };
  }
}
