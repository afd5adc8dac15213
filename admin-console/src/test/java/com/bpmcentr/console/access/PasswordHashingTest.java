package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.secret.Secret;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

  private final PasswordHashing hashing = new PasswordHashing();

  @Test
  void hash_anyPassword_isArgon2idWithTheRecommendedCost() {
    assertThat(hashing.hash(new Secret("correct horse")))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void hash_samePasswordTwice_differs() {
    assertThat(hashing.hash(new Secret("correct horse")))
        .isNotEqualTo(hashing.hash(new Secret("correct horse")));
  }

  @Test
  void matches_rightAndWrongPassword_tellsThemApart() {
    String hash = hashing.hash(new Secret("correct horse"));

    assertThat(hashing.matches("correct horse", hash)).isTrue();
    assertThat(hashing.matches("Correct horse", hash)).isFalse();
    assertThat(hashing.matches("", hash)).isFalse();
  }

  /** An unknown address used to be answered ten times as fast as a known one. */
  @Test
  void matchNobody_emptyPassword_takesAsLongAsAnyOther() {
    long any = Long.MAX_VALUE;
    long empty = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      any = Math.min(any, nanosToMatchNobody("correct horse"));
      empty = Math.min(empty, nanosToMatchNobody(""));
    }

    assertThat(empty).isGreaterThan(any / 4);
  }

  private long nanosToMatchNobody(String password) {
    long start = System.nanoTime();
    hashing.matchNobody(password);
    return System.nanoTime() - start;
  }

  /** A flood of guesses used to make everybody wait, an owner who has to act too. */
  @Test
  void matches_moreThanCanWait_areRefusedAndMembersAreNot() throws Exception {
    PasswordHashing cheap = new PasswordHashing(1024);
    String hash = cheap.hash(new Secret("correct horse"));
    CountDownLatch refused = new CountDownLatch(1);
    AtomicBoolean flood = new AtomicBoolean(true);
    try (ExecutorService strangers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        strangers.execute(
            () -> {
              try {
                if (flood.get()) {
                  cheap.matches("wrong", hash);
                }
              } catch (RejectedExecutionException e) {
                refused.countDown();
              }
            });
      }

      assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(cheap.confirms("correct horse", hash)).isTrue();
      flood.set(false);
    }
  }

  @Test
  void generate_manyPasswords_areLongDifferentAndWithoutLookalikes() {
    PasswordGenerator generator = new PasswordGenerator();
    Set<String> passwords = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      passwords.add(generator.generate().reveal());
    }

    assertThat(passwords).hasSize(1000).allMatch(password -> password.matches("[^0O1lI]{20}"));
  }
}
