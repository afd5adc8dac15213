package com.bpmcentr.console.api;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what is no longer kept for replays; two consoles that do so do no harm. */
@Component
class ExpiredAnswers {

  private final IdempotencyRepository repository;

  ExpiredAnswers(IdempotencyRepository repository) {
    this.repository = repository;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void delete() {
    int _ = repository.deleteExpired();
  }
}
