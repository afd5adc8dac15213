package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What connectors ask on an ordinary day: mostly keys that are valid, some that are refused, some
 * that nobody knows; by GET and by POST, in three languages.
 *
 * @param connector for unknown keys
 */
record Mix(
    KnownKeys keys, String connector, int deniedPercent, int unknownPercent, int postPercent) {
  static final Option DENIED = Option.number("denied", 10, 0, 100);
  static final Option UNKNOWN = Option.number("unknown", 5, 0, 100);
  static final Option POST = Option.number("post", 30, 0, 100);

  /** What {@link #of} reads. */
  static final List<Option> OPTIONS =
      List.of(LoadTest.KEYS, LoadTest.CONNECTOR, DENIED, UNKNOWN, POST);

  private static final String FORM = "form";

  static Mix of(LoadTest test) {
    return LoadTest.refuseInOneLine(() -> checked(test));
  }

  private static Mix checked(LoadTest test) {
    if (test.number(DENIED) + test.number(UNKNOWN) > 100) {
      throw new OptionRefusal("-Ddenied and -Dunknown are percentages of one whole: at most 100");
    }
    return new Mix(
        test.knownKeys(),
        test.options().text(LoadTest.CONNECTOR),
        test.number(DENIED),
        test.number(UNKNOWN),
        test.number(POST));
  }

  /** One check. */
  ChainBuilder ask() {
    return exec(session -> session.setAll(question()))
        .doSwitch("#{" + FORM + "}")
        .on(
            onCase("get").then(VerifyEndpoints.getVerify()),
            onCase("post").then(VerifyEndpoints.postVerify()),
            onCase("unknown").then(VerifyEndpoints.unknownKey()));
  }

  private Map<String, Object> question() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String form = random.nextInt(100) < postPercent ? "post" : "get";
    int kind = random.nextInt(100);
    Map<String, Object> question;
    if (kind < unknownPercent) {
      question = Questions.unknown(connector);
      form = "unknown";
    } else if (kind < unknownPercent + deniedPercent) {
      question = Questions.denied(keys);
    } else {
      question = Questions.valid(keys);
    }
    question.put(FORM, form);
    return question;
  }
}
