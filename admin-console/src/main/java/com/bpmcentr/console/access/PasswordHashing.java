package com.bpmcentr.console.access;

import com.bpmcentr.console.secret.Secret;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id. One hash takes some 30 ms and 19 MiB, so only a few are made at once: a flood of
 * guesses must not take the console's memory.
 */
@Component
class PasswordHashing {

  /** OWASP's first recommendation for Argon2id: m = 19 MiB, t = 2, p = 1. */
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final int MOST_AT_ONCE = 4;
  private static final int PATIENCE_SECONDS = 10;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, ITERATIONS);
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE, true);

  /** The hash of a password nobody has: what is compared when there is nobody to compare with. */
  private final String nobodysHash = hash(new PasswordGenerator().generate());

  String hash(Secret password) {
    if (!enter()) {
      throw new IllegalStateException("too many passwords are being hashed");
    }
    try {
      return String.valueOf(argon2.encode(password.reveal()));
    } finally {
      permits.release();
    }
  }

  /** False as well when too many are waiting. */
  boolean matches(String password, String hash) {
    if (!enter()) {
      return false;
    }
    try {
      return argon2.matches(password, hash);
    } finally {
      permits.release();
    }
  }

  /** Takes as long as a real comparison, so that time does not tell whether an account exists. */
  void matchNobody(String password) {
    boolean _ = matches(password, nobodysHash);
  }

  private boolean enter() {
    try {
      return permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
