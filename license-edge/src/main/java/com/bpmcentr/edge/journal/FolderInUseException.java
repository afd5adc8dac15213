package com.bpmcentr.edge.journal;

import java.io.IOException;

/** Another process has the folder open. */
final class FolderInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  FolderInUseException() {
    super("another process has it open");
  }
}
