package com.bpmcentr.loadtests.bench.server;

/** A server that checks can be sent to. */
public interface MeasuredServer extends AutoCloseable {

  BenchProcess process();

  /** On 127.0.0.1. */
  int port();

  @Override
  default void close() {
    process().close();
  }
}
