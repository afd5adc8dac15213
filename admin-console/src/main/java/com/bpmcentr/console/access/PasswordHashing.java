package com.bpmcentr.console.access;

import com.bpmcentr.console.secret.Secret;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id, on threads of its own: one hash takes tens of milliseconds of a processor and 19 MiB.
 * On the requests' virtual threads, which nothing interrupts, a flood of guesses would stop every
 * other request; here it only makes log-ins wait.
 */
@Component
class PasswordHashing {

  /** OWASP's first recommendation for Argon2id: m = 19 MiB, t = 2, p = 1. */
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Half of the machine, so that the other half goes on. */
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("password-hashing-", 0).factory());
  private final Argon2PasswordEncoder argon2;

  /** The hash of a password nobody has: what is compared when there is nobody to compare with. */
  private final String nobodysHash;

  @Autowired
  PasswordHashing() {
    this(MEMORY_KIB);
  }

  /** For tests, which hash often. */
  PasswordHashing(int memoryKib) {
    this.argon2 =
        new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, memoryKib, ITERATIONS);
    this.nobodysHash = hash(new PasswordGenerator().generate());
  }

  String hash(Secret password) {
    return onOwnThread(() -> String.valueOf(argon2.encode(password.reveal())));
  }

  boolean matches(String password, String hash) {
    // The encoder answers for an empty one at once, and time would tell.
    String compared = password.isEmpty() ? "empty" : password;
    return onOwnThread(() -> argon2.matches(compared, hash)) && !password.isEmpty();
  }

  /** Takes as long as a real comparison, so that time does not tell whether an account exists. */
  void matchNobody(String password) {
    boolean _ = matches(password, nobodysHash);
  }

  private <T> T onOwnThread(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed", e.getCause());
    }
  }
}
