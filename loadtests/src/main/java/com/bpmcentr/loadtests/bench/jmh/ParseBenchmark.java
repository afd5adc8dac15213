package com.bpmcentr.loadtests.bench.jmh;

import com.bpmcentr.edge.verify.EdgeParts;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the request that Netty has read to the check that it asks for. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ParseBenchmark {
  private static final String KEY = "bpm_prod_0123456789ABCDEFGHIJKLMNOPQRSTUVabcdef";

  private final String query = "connector=rozetka&account=1234567";
  private final MultiMap headers =
      HttpHeaders.headers()
          .add(HttpHeaders.HOST, "127.0.0.1:8081")
          .add(HttpHeaders.AUTHORIZATION, "Bearer " + KEY);
  private final MultiMap jsonHeaders =
      HttpHeaders.headers()
          .add(HttpHeaders.HOST, "127.0.0.1:8081")
          .add(HttpHeaders.CONTENT_TYPE, "application/json");
  private final Buffer body =
      Buffer.buffer("{\"key\":\"" + KEY + "\",\"connector\":\"rozetka\",\"account\":\"1234567\"}");

  /** {@code GET /v1/verify}. */
  @Benchmark
  public Object get() {
    return EdgeParts.parse(query, headers);
  }

  /** {@code POST /v1/verify}. */
  @Benchmark
  public Object post() {
    return EdgeParts.parse(body, jsonHeaders);
  }
}
