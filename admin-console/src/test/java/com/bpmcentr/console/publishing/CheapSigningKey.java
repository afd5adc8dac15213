package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.CommandOptions;

/**
 * As {@code create-signing-key} makes it, but that opening it takes milliseconds: each console and
 * each command under test opens its key, and with the iterations of a real one that was a tenth of
 * all the work of the tests.
 */
public final class CheapSigningKey {

  private static final int ITERATIONS = 1_000;

  private CheapSigningKey() {}

  public static void create(CommandOptions options, String passphrase) {
    CreateSigningKey.run(options, passphrase, ITERATIONS);
  }
}
