package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes changes through the admin API and finds out when every edge denies. */
final class ChangeTimer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final AdminApi api;
  private final List<Probe> probes = new ArrayList<>();

  /** With a probe of each edge. */
  ChangeTimer(RunningSystem system, AdminApi api) {
    this.api = api;
    for (int port : system.edgePorts()) {
      probes.add(new Probe(port));
    }
  }

  /**
   * Times of one change, in nanoseconds.
   *
   * @param call from the sending of the call to its answer's first byte
   * @param untilDenied from there to the sending of the first denied check on the slowest edge;
   *     negative when it was denied before
   */
  record Times(long call, long untilDenied) {}

  /** Returns when every edge denies. */
  Times make(Withdrawal change, Subscriber subscriber) throws IOException {
    List<Probe.Watch> watches = new ArrayList<>();
    for (Probe probe : probes) {
      watches.add(probe.watch(subscriber.check()));
    }
    for (Probe.Watch watch : watches) {
      await(watch.valid(), "not VALID before the change: " + subscriber.check());
    }
    Wire.Reply answer = change.make(api, subscriber);
    long latest = Long.MIN_VALUE;
    for (Probe.Watch watch : watches) {
      latest = Math.max(latest, await(watch.denied(), "not in force: " + change.words()));
    }
    return new Times(answer.answeredAt() - answer.sentAt(), latest - answer.answeredAt());
  }

  private static long await(CompletableFuture<Long> time, String otherwise) throws IOException {
    try {
      return time.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(otherwise + ", after " + PATIENCE_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("a probe broke off", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Probe probe : probes) {
      probe.close();
    }
  }
}
