package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  private static final String PROXY = "10.0.0.7";
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse("10.0.0.0/8, 192.0.2.9, fd00::/8").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.5 | 203.0.113.5",
        // what the client wrote stands left of what the proxy saw
        "1.1.1.1, 203.0.113.5 | 203.0.113.5",
        "garbage, 203.0.113.5 | 203.0.113.5",
        "\", 203.0.113.5 | 203.0.113.5",
        // through two proxies
        "1.1.1.1, 203.0.113.5, 10.9.9.9 | 203.0.113.5",
        "1.1.1.1, 203.0.113.5, 192.0.2.9 | 203.0.113.5",
        "203.0.113.5:4711 | 203.0.113.5",
        "2001:db8:1:2::5 | 2001:db8:1:2::6",
        "[2001:db8:1:2::5]:443 | 2001:db8:1:2::6",
        "::ffff:203.0.113.5 | 203.0.113.5",
        // nobody but proxies: the first of them
        "10.1.1.1 | 10.1.1.1",
        // not an address: the nearest proxy
        "unknown | 10.0.0.7",
        "203.0.113.5, unknown | 10.0.0.7",
        "203.0.113.5, unknown, 10.2.2.2 | 10.2.2.2",
        "203.0.113.5, | 10.0.0.7",
        "203.0.113.5, 300.1.1.1 | 10.0.0.7",
        "203.0.113.5, 203.0.113.5:port | 10.0.0.7",
        "203.0.113.5, [2001:db8::5 | 10.0.0.7",
        "203.0.113.5, fe80::1%eth0 | 10.0.0.7",
        "203.0.113.5, localhost | 10.0.0.7",
        ", | 10.0.0.7",
        "203.0.113.5,, 10.1.1.1 | 10.1.1.1",
        "203.0.113.5, [fe80::1%eth0]:80 | 10.0.0.7",
        "203.0.113.5, 203.0.113.5:123456 | 10.0.0.7",
        "203.0.113.5, 2001:db8:1:2::5:443 | 2001:db8:1:2::",
        "203.0.113.5, [::ffff:203.0.113.6]:80 | 203.0.113.6",
        "203.0.113.5, 0x7f.1 | 10.0.0.7",
      })
  void client_forwardedForOfATrustedProxy_isTheRightmostUntrustedHop(String field, String client) {
    assertThat(client(PROXY, "X-Forwarded-For", field)).isEqualTo(of(client));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.5 | 203.0.113.5",
        "For=203.0.113.5;proto=https;by=10.0.0.7 | 203.0.113.5",
        "for=1.1.1.1, for=203.0.113.5 | 203.0.113.5",
        "for=\"1.1.1.1, for=2.2.2.2\", for=203.0.113.5 | 203.0.113.5",
        "for=\"[2001:db8:1:2::5]:443\" | 2001:db8:1:2::6",
        "for=203.0.113.5, for=10.3.3.3;proto=http | 203.0.113.5",
        // an open quotation mark of the client's swallows what the proxy wrote
        "for=\"1.1.1.1, for=203.0.113.5 | 10.0.0.7",
        "for=203.0.113.5, for=_hidden | 10.0.0.7",
        "for=203.0.113.5, proto=https | 10.0.0.7",
        "for=203.0.113.5, for=1.1.1.1;for=2.2.2.2 | 10.0.0.7",
      })
  void client_forwardedOfATrustedProxy_isTheRightmostUntrustedHop(String field, String client) {
    assertThat(client(PROXY, "Forwarded", field)).isEqualTo(of(client));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded"})
  void client_fieldOfAnybodyElse_isNotBelieved(String name) {
    String field = name.equals("Forwarded") ? "for=10.0.0.7" : "10.0.0.7";

    assertThat(client("198.51.100.1", name, field)).isEqualTo(of("198.51.100.1"));
    assertThat(client("2001:db8:9::1", name, field)).isEqualTo(of("2001:db8:9::2"));
  }

  @Test
  void client_noField_isTheProxy() {
    assertThat(PROXIES.client(bytes(PROXY), MultiMap.caseInsensitiveMultiMap()))
        .isEqualTo(of(PROXY));
  }

  @Test
  void client_severalFields_areOneInTheirOrder() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "1.1.1.1")
            .add("X-Forwarded-For", "203.0.113.5");

    assertThat(PROXIES.client(bytes(PROXY), headers)).isEqualTo(of("203.0.113.5"));
  }

  @Test
  void client_severalForwardedFields_areOneInTheirOrder() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Forwarded", "for=1.1.1.1")
            .add("Forwarded", "for=203.0.113.5, for=10.4.4.4");

    assertThat(PROXIES.client(bytes(PROXY), headers)).isEqualTo(of("203.0.113.5"));
  }

  @Test
  void client_spoofedInAFieldOfItsOwn_isWhomTheProxySaw() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "1.1.1.1, 10.1.1.1")
            .add("X-Forwarded-For", "203.0.113.5, 10.2.2.2");

    assertThat(PROXIES.client(bytes(PROXY), headers)).isEqualTo(of("203.0.113.5"));
  }

  @Test
  void client_bothFieldsAgree_isBelieved() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "203.0.113.5")
            .add("Forwarded", "for=203.0.113.5");

    assertThat(PROXIES.client(bytes(PROXY), headers)).isEqualTo(of("203.0.113.5"));
  }

  /** A proxy that writes one of the two may let the client's own other one pass. */
  @Test
  void client_bothFieldsDiffer_isTheProxy() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "203.0.113.5")
            .add("Forwarded", "for=1.1.1.1");

    assertThat(PROXIES.client(bytes(PROXY), headers)).isEqualTo(of(PROXY));
  }

  @Test
  void client_endlessChain_isReadOnlySoFar() {
    assertThat(client(PROXY, "X-Forwarded-For", "203.0.113.5" + ", 10.1.1.1".repeat(10_000)))
        .isEqualTo(of("10.1.1.1"));
    assertThat(client(PROXY, "Forwarded", "for=203.0.113.5" + ", for=10.1.1.1".repeat(10_000)))
        .isEqualTo(of("10.1.1.1"));
  }

  @Test
  void client_thousandsOfHopsOfItsOwn_isWhomTheProxySaw() {
    assertThat(client(PROXY, "X-Forwarded-For", "1.1.1.1, ".repeat(10_000) + "203.0.113.5"))
        .isEqualTo(of("203.0.113.5"));
    assertThat(client(PROXY, "X-Forwarded-For", ",".repeat(8_000) + "203.0.113.5"))
        .isEqualTo(of("203.0.113.5"));
  }

  @Test
  void client_neighboursOfOneIpv6Network_areOne() {
    assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
    assertThat(of("203.0.113.5")).isNotEqualTo(of("203.0.113.6"));
  }

  @Property
  void client_anyField_givesSomebody(@ForAll String field) {
    assertThat(client(PROXY, "X-Forwarded-For", field)).isNotNull();
    assertThat(client(PROXY, "Forwarded", field)).isNotNull();
    assertThat(client(PROXY, "Forwarded", "for=" + field)).isNotNull();
  }

  @Property
  void client_whateverTheClientWrote_isWhomTheProxySaw(@ForAll String field) {
    assertThat(client(PROXY, "X-Forwarded-For", field + ", 203.0.113.5"))
        .isEqualTo(of("203.0.113.5"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 203.0.113.5, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "203.0.112.0/23, 203.0.113.255, true",
    "203.0.112.0/23, 203.0.114.0, false",
    "203.0.113.4/31, 203.0.113.5, true",
    "203.0.113.4/31, 203.0.113.6, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
  })
  void trusts_rangesOfAnyLength_toTheBit(String range, String address, boolean trusted) {
    assertThat(TrustedProxies.parse(range).orElseThrow().trusts(bytes(address))).isEqualTo(trusted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/33", "10.0.0.1/8", "::/129", "x"})
  void parse_notARange_refused(String text) {
    assertThat(TrustedProxies.parse(text)).isEmpty();
  }

  private static ClientAddress client(String remote, String name, String field) {
    return PROXIES.client(bytes(remote), MultiMap.caseInsensitiveMultiMap().add(name, field));
  }

  private static ClientAddress of(String address) {
    return ClientAddress.of(bytes(address));
  }

  private static byte[] bytes(String address) {
    return ClientAddress.bytes(address).orElseThrow();
  }
}
