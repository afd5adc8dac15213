package com.bpmcentr.loadtests;

import com.bpmcentr.loadtests.option.OptionText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * One {@code -D} option of a suite.
 *
 * @param otherwise its value when it is not given, as it would be given; empty: none
 * @param least of a number, inclusive
 * @param greatest of a number, inclusive
 */
record Option(String name, Kind kind, String otherwise, int least, int greatest) {
  enum Kind {
    NUMBER,
    URL,
    FILE,
    TEXT,
    /** May come from the environment instead, and is never shown. */
    SECRET
  }

  static Option number(String name, int otherwise, int least, int greatest) {
    return new Option(name, Kind.NUMBER, Integer.toString(otherwise), least, greatest);
  }

  static Option url(String name, String otherwise) {
    return new Option(name, Kind.URL, otherwise, 0, 0);
  }

  static Option file(String name) {
    return new Option(name, Kind.FILE, "", 0, 0);
  }

  static Option text(String name, String otherwise) {
    return new Option(name, Kind.TEXT, otherwise, 0, 0);
  }

  static Option secret(String name) {
    return new Option(name, Kind.SECRET, "", 0, 0);
  }

  /** The environment's name for it: {@code apiToken} is {@code API_TOKEN}. */
  String environmentName() {
    return name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  /**
   * @throws OptionRefusal naming the option, and never the value of a secret
   */
  void requireUsable(String value) {
    switch (kind) {
      case NUMBER -> requireInRange(value);
      case URL -> requireUrl(value);
      case FILE, TEXT, SECRET -> {}
    }
  }

  private void requireInRange(String value) {
    if (OptionText.number(value, least, greatest).isEmpty()) {
      throw new OptionRefusal(
          "-D%s=%s: must be a whole number from %d to %d".formatted(name, value, least, greatest));
    }
  }

  private void requireUrl(String value) {
    try {
      URI uri = new URI(value);
      String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
      if ((scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // The same refusal as for another kind of URL.
    }
    throw new OptionRefusal(
        "-D%s=%s: must be a URL such as http://127.0.0.1:8081".formatted(name, value));
  }
}
