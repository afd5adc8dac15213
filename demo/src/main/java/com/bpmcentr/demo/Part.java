package com.bpmcentr.demo;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One of the demo's running processes. */
interface Part {
  String name();

  /** Completes when the process has ended, with words for how. */
  CompletableFuture<String> ended();

  /** Asks for an end without waiting, so that parts which may end at the same time do. */
  void askToStop();

  /** Returns when the process is gone. */
  void stop() throws IOException;
}
