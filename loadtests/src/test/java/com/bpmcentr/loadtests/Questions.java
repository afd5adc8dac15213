package com.bpmcentr.loadtests;

import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.SecretText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks to make, each as session attributes: {@code key, connector, account, lang}, and the answer
 * it must get: {@code code, status, publishedStatus}.
 */
final class Questions {
  private static final List<String> LANGUAGES = List.of("uk", "ru", "en");

  private static final List<DecisionCode> DENIALS =
      Arrays.stream(DecisionCode.values())
          .filter(code -> code.kind() == DecisionCode.Kind.DENIED)
          .toList();

  /** An account that no subscription is bound to. */
  private static final String OTHER_ACCOUNT = "load-test-other";

  private Questions() {}

  static Map<String, Object> valid(KnownKeys keys) {
    return valid(keys.random());
  }

  static Map<String, Object> valid(KnownKeys.Row row) {
    return question(row.key(), row.connector(), row.account(), DecisionCode.VALID);
  }

  /** By turns a magic key, and a known key in an account that is not its subscription's. */
  static Map<String, Object> denied(KnownKeys keys) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (keys.areMagic() || random.nextBoolean()) {
      return magic(DENIALS.get(random.nextInt(DENIALS.size())));
    }
    KnownKeys.Row row = keys.random();
    return question(row.key(), row.connector(), OTHER_ACCOUNT, DecisionCode.ACCOUNT_MISMATCH);
  }

  static Map<String, Object> magic(DecisionCode code) {
    String key = "bpm_test_magic_" + code.name().toLowerCase(Locale.ROOT);
    return question(key, KnownKeys.RESERVED_CONNECTOR, "load-test-1", code);
  }

  /**
   * Of the form of a real key, checksum included, so that nothing can refuse it sooner.
   *
   * @param connector a published one that is not free: of another, the answer would come before the
   *     key is looked up
   */
  static Map<String, Object> unknown(String connector) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String key = SecretText.compose("bpm_prod_", random::nextInt);
    return question(key, connector, OTHER_ACCOUNT, DecisionCode.KEY_NOT_FOUND);
  }

  private static Map<String, Object> question(
      String key, String connector, String account, DecisionCode code) {
    Map<String, Object> question = new HashMap<>();
    question.put("key", key);
    question.put("connector", connector);
    question.put("account", account);
    question.put("lang", LANGUAGES.get(ThreadLocalRandom.current().nextInt(LANGUAGES.size())));
    question.put("code", code.name());
    question.put("status", code.kind() == DecisionCode.Kind.UNDECIDED ? 503 : 200);
    question.put("publishedStatus", publishedStatus(code));
    return question;
  }

  private static int publishedStatus(DecisionCode code) {
    return switch (code.kind()) {
      case VALID -> 200;
      case UNDECIDED -> 503;
      case DENIED -> code.name().startsWith("KEY_") ? 401 : 403;
    };
  }
}
