package com.bpmcentr.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyValveTest {

  private final ProxyValve valve = new ProxyValve(null, List.of("10.0.0.0/8", "fd00::/8"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1 | 203.0.113.9                    | 198.51.100.1",
        "10.0.0.1     | 203.0.113.9                    | 203.0.113.9",
        "10.0.0.1     | 1.2.3.4, 203.0.113.9           | 203.0.113.9",
        "10.0.0.1     | 1.2.3.4, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
        "10.0.0.1     | 10.9.9.9                       | 10.0.0.1",
        "10.0.0.1     | localhost                      | 10.0.0.1",
        "10.0.0.1     | 203.0.113.9, unknown           | 10.0.0.1",
        "10.0.0.1     | ''                             | 10.0.0.1",
        "fd00:0:0:0:0:0:0:1 | 2001:db8::7              | 2001:db8:0:0:0:0:0:7",
      })
  void client_ofAChainOfProxies_isTheLastThatSomebodyTrustedSaw(
      String peer, String forwarded, String client) {
    assertThat(valve.client(peer, List.of(forwarded))).isEqualTo(client);
  }

  /** Who sent many commas was taken for the proxy itself. */
  @ParameterizedTest
  @ValueSource(ints = {1, 28, 29, 30, 31, 40, 8_000})
  void client_howeverMuchTheSenderWrote_isTheLastHop(int commas) {
    String written = "1.2.3.4" + ",".repeat(commas) + " 5.6.7.8";

    assertThat(valve.client("10.0.0.1", List.of(written + ", 203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(valve.client("10.0.0.1", List.of(written, "203.0.113.9, 10.0.0.2")))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void client_nothingButProxiesAsFarAsIsLooked_isThePeer() {
    assertThat(valve.client("10.0.0.1", List.of("203.0.113.9" + ",10.0.0.2".repeat(29))))
        .isEqualTo("203.0.113.9");
    assertThat(valve.client("10.0.0.1", List.of("203.0.113.9" + ",10.0.0.2".repeat(30))))
        .isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1", "198.51.100.1"})
  void client_withoutAWord_isThePeer(String peer) {
    assertThat(valve.client(peer, List.of())).isEqualTo(peer);
    assertThat(new ProxyValve(null, List.of()).client(peer, List.of("1.2.3.4"))).isEqualTo(peer);
  }
}
