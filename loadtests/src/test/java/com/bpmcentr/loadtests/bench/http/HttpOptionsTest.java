package com.bpmcentr.loadtests.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.loadtests.bench.BenchOptions;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpOptionsTest {

  private static HttpOptions read(String name, String value) throws BenchRefusal {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return HttpOptions.of(BenchOptions.read(properties), 4);
  }

  @Test
  void of_cases_keepTheirOrder() throws BenchRefusal {
    assertThat(read("bench.cases", "post-known,get-unknown").cases())
        .containsExactly(CheckCase.POST_KNOWN, CheckCase.GET_UNKNOWN);
  }

  @Test
  void of_cores_areServersAndLoads() throws BenchRefusal {
    HttpOptions options = read("bench.cores", "3,2");

    assertThat(options.serverCore()).isEqualTo(3);
    assertThat(options.loadCore()).isEqualTo(2);
  }

  @Test
  void of_oneProcessor_isRefusedInOneLine() {
    assertThatThrownBy(() -> HttpOptions.of(BenchOptions.read(new Properties()), 1))
        .isInstanceOf(BenchRefusal.class)
        .hasMessage(
            "two processors are needed, one for the server and one for the load; there is one");
  }

  @ParameterizedTest
  @CsvSource({
    "bench.cores, '1'",
    "bench.cores, '1,1'",
    "bench.cores, '0,4'",
    "bench.cores, '0,1,2'",
    "bench.cases, get",
    "bench.cases, ''",
    "bench.rounds, 0",
    "bench.rounds, ten",
    "bench.seconds, 0.5",
    "bench.warmup, -1",
    "bench.connections, 100000",
    "bench.reference, yes",
    "bench.latency, 1"
  })
  void of_valueThatCannotBe_isRefusedByName(String name, String value) {
    assertThatThrownBy(() -> read(name, value))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageStartingWith("-D" + name + " must ")
        .hasMessageEndingWith(", not \"" + value + "\"");
  }
}
