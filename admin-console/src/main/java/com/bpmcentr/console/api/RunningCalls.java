package com.bpmcentr.console.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The calls with an Idempotency-Key that this console carries out. It says of each in the database
 * that it is still running, which nothing else tells from a call whose console is gone.
 */
@Component
class RunningCalls {

  private final IdempotencyRepository repository;
  private final Set<IdempotentCall> calls = ConcurrentHashMap.newKeySet();

  RunningCalls(IdempotencyRepository repository) {
    this.repository = repository;
  }

  /** A call that is being carried out, until it is closed. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  Running begin(IdempotentCall call) {
    calls.add(call);
    return () -> calls.remove(call);
  }

  /** At a fixed rate, because nothing else that is done in turn may hold it up. */
  @Scheduled(fixedRate = 10, timeUnit = TimeUnit.SECONDS)
  void keepAlive() {
    calls.forEach(repository::keepAlive);
  }
}
