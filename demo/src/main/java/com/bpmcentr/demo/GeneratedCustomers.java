package com.bpmcentr.demo;

import com.bpmcentr.license.SecretText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * As many customers as asked for, each with one key and one subscription. Everything about the one
 * of a number, its key too, follows from the seed: so a run that was interrupted can go on, and the
 * keys need not be kept before the console has accepted them.
 *
 * @param seed secret, in hexadecimal
 * @param connectors what they subscribe to, by turns
 */
record GeneratedCustomers(String seed, List<String> connectors) {
  /** Test keys are left out of revenue and usage figures; production has both kinds. */
  private static final int EVERY_TEST_KEY = 10;

  private static final List<String> LANGUAGES = List.of("uk", "ru", "en");

  GeneratedCustomers {
    connectors = List.copyOf(connectors);
    if (connectors.isEmpty()) {
      throw new IllegalArgumentException("customers need connectors");
    }
  }

  static String newSeed() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Numbers count from 1.
   *
   * @return a line of {@code keys.csv}
   */
  String keysRow(int number) {
    return key(number) + "," + connector(number) + "," + account(number);
  }

  /**
   * A line of the bulk import.
   *
   * @param startsAt in the past, so that the subscription is taken over as paid
   */
  Map<String, Object> importLine(int number, Instant startsAt) {
    String externalId = "demo-" + number;
    return Map.of(
        "externalId",
        externalId,
        "email",
        externalId + "@customers.test",
        "name",
        "Демо-клієнт " + number,
        "country",
        "UA",
        "locale",
        LANGUAGES.get(number % LANGUAGES.size()),
        "keys",
        List.of(Map.of("name", "main", "environment", environment(number), "key", key(number))),
        // By the year, so that the demo's keys are valid for long after it was filled.
        "subscriptions",
        List.of(
            Map.of(
                "connectorId", connector(number),
                "interval", "year",
                "startsAt", startsAt.toString(),
                "makeAccountId", account(number))));
  }

  String key(int number) {
    Digits digits = new Digits(new BigInteger(1, mac(number)));
    return SecretText.compose("bpm_" + environment(number) + "_", digits::next);
  }

  @Override
  public String toString() {
    return "GeneratedCustomers[redacted]";
  }

  private String connector(int number) {
    return connectors.get(number % connectors.size());
  }

  private static String account(int number) {
    return Integer.toString(10_000_000 + number);
  }

  private static String environment(int number) {
    return number % EVERY_TEST_KEY == 0 ? "test" : "prod";
  }

  private byte[] mac(int number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(seed), "HmacSHA256"));
      return mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is in every JDK", e);
    }
  }

  /** A number, taken apart from its lowest digit on. */
  private static final class Digits {
    private BigInteger rest;

    Digits(BigInteger number) {
      rest = number;
    }

    int next(int base) {
      BigInteger[] divided = rest.divideAndRemainder(BigInteger.valueOf(base));
      rest = divided[0];
      return divided[1].intValue();
    }
  }
}
