package com.bpmcentr.loadtests.bench.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** HMAC-SHA-256 of a presented key under the one pepper there is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class KeyDigestBenchmark {
  private static final String KEY = "bpm_prod_0123456789ABCDEFGHIJKLMNOPQRSTUVabcdef";

  private final Peppers peppers = onePepper();

  /** As an edge digests the key of every check. */
  @Benchmark
  public Object digest() {
    return peppers.presented(KEY);
  }

  private static Peppers onePepper() {
    String secret =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("a pepper of 32 bytes, not secret".getBytes(UTF_8));
    try {
      return Peppers.parse(
          "{\"active\":\"p1\",\"peppers\":[{\"id\":\"p1\",\"secret\":\"%s\"}]}"
              .formatted(secret)
              .getBytes(UTF_8));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }
}
