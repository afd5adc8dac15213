package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttackTest {

  @Test
  void address_anyOfThousands_isOfTheLoopbackAndNobodyElses() {
    Set<InetAddress> addresses = new HashSet<>();
    IntStream.range(0, 16 * 250).mapToObj(Attack::address).forEach(addresses::add);

    assertThat(addresses)
        .hasSize(4_000)
        .allMatch(InetAddress::isLoopbackAddress)
        .doesNotContain(InetAddress.ofLiteral("127.0.0.1"));
  }

  /** Each needs a connection; where nobody listens it says so, and can be tried again. */
  @ParameterizedTest
  @EnumSource(Attack.class)
  void act_nobodyListens_isCutOff(Attack attack) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    Attacker attacker = attack.attacker(new Target(port, attack.tls()), 3);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(attacker::act).isInstanceOf(IOException.class);
      attacker.giveUp();
    }
  }
}
