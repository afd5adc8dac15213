package com.bpmcentr.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;

/** Reads away what a program under test goes on to say, so that it never waits for a reader. */
final class OutputDrain {

  private OutputDrain() {}

  /**
   * Until the program ends. Not by a virtual thread: waiting for a pipe holds its carrier, and on a
   * machine with two processors two such readers let no other virtual thread run.
   */
  static void of(BufferedReader output) {
    Thread.ofPlatform().daemon().name("output-drain").start(() -> drain(output));
  }

  private static void drain(BufferedReader output) {
    try (output) {
      output.transferTo(Writer.nullWriter());
    } catch (IOException killed) {
      // the pipe of a program that was killed is closed under the reader
    }
  }
}
