package com.bpmcentr.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"10.0.0.1", "198.51.100.1"})
  void client_withoutAWord_isThePeer(String peer) {
    assertThat(valve.client(peer, List.of())).isEqualTo(peer);
    assertThat(new ProxyValve(null, List.of()).client(peer, List.of("1.2.3.4"))).isEqualTo(peer);
  }
}
