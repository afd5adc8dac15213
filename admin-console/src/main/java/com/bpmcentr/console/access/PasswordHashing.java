package com.bpmcentr.console.access;

import com.bpmcentr.console.secret.Secret;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

  /** More than wait at once where nobody guesses; who comes then is refused unheard. */
  private static final int MOST_WAITING = 64;

  private final ExecutorService strangers = lane("password-hashing-", THREADS);

  /** Of those who have shown who they are: they do not wait behind a flood of guesses. */
  private final ExecutorService members = lane("members-hashing-", 1);

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

  private static ExecutorService lane(String name, int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /** Takes a while: not to be called while a transaction holds locks. */
  String hash(Secret password) {
    return on(members, () -> String.valueOf(argon2.encode(password.reveal())));
  }

  /**
   * Whether a stranger's password is the one.
   *
   * @throws RejectedExecutionException when too many others wait for theirs
   */
  boolean matches(String password, String hash) {
    return matches(strangers, password, hash);
  }

  /** The same for someone who is logged in already. */
  boolean confirms(String password, String hash) {
    return matches(members, password, hash);
  }

  private boolean matches(ExecutorService lane, String password, String hash) {
    // The encoder answers for an empty one at once, and time would tell.
    String compared = password.isEmpty() ? "empty" : password;
    return on(lane, () -> argon2.matches(compared, hash)) && !password.isEmpty();
  }

  /** Takes as long as a real comparison, so that time does not tell whether an account exists. */
  void matchNobody(String password) {
    boolean _ = matches(password, nobodysHash);
  }

  private static <T> T on(ExecutorService lane, Callable<T> work) {
    try {
      return lane.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed", e.getCause());
    }
  }
}
