package com.bpmcentr.console.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedLookTest {

  private static final Duration GOOD = Duration.ofSeconds(5);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-10T09:30:00Z"));
  private final SharedLook<Integer> look = new SharedLook<>(GOOD, clock);
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void get_withinItsTime_isLookedUpOnceAndAfterItAnew() {
    assertThat(look.get(looks::incrementAndGet)).isEqualTo(1);
    clock.advance(GOOD.minusMillis(1));
    assertThat(look.get(looks::incrementAndGet)).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(look.get(looks::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void get_clockSetBack_looksAnew() {
    look.get(looks::incrementAndGet);
    clock.advance(Duration.ofHours(-1));

    assertThat(look.get(looks::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void get_failed_isToldAndNotKept() {
    assertThatThrownBy(
            () ->
                look.get(
                    () -> {
                      throw new UnsupportedOperationException("down");
                    }))
        .hasRootCauseMessage("down");

    assertThat(look.get(looks::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void get_whileSomebodyLooks_waitsForThatHoweverItEnds() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          viewers.submit(
              () ->
                  look.get(
                      () -> {
                        begun.countDown();
                        await(end);
                        throw new UnsupportedOperationException("down");
                      }));
      begun.await();
      clock.advance(GOOD.multipliedBy(3));
      List<Thread> waiting = new ArrayList<>();
      List<Future<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        others.add(
            viewers.submit(
                () -> {
                  synchronized (waiting) {
                    waiting.add(Thread.currentThread());
                  }
                  return look.get(looks::incrementAndGet);
                }));
      }
      while (!allWait(waiting, 10)) {
        Thread.onSpinWait();
      }

      end.countDown();

      for (Future<Integer> each : others) {
        assertThatThrownBy(each::get)
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseMessage("down");
      }
      assertThatThrownBy(first::get).hasRootCauseMessage("down");
      assertThat(looks).hasValue(0);
    }
  }

  private static boolean allWait(List<Thread> threads, int all) {
    synchronized (threads) {
      return threads.size() == all
          && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
