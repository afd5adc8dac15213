package com.bpmcentr.edge.verify;

import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret from the header fields of a request. */
sealed interface Credential {

  /** It was sent. */
  record Presented(String secret) implements Credential {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Presented[redacted]";
    }
  }

  /** It was not sent. */
  record Absent() implements Credential {}

  /** The header field stands there more than once. */
  record Repeated() implements Credential {}

  /** The header field that carries an API key. */
  String AUTHORIZATION = "Authorization";

  /** The header field that carries a connector's secret. */
  String CONNECTOR_SECRET = "Connector-Secret";

  /** The key of {@code Authorization: Bearer <key>}; another scheme carries no key. */
  static Credential bearer(MultiMap headers) {
    return switch (single(headers, AUTHORIZATION)) {
      case Presented field -> bearer(field.secret());
      case Absent absent -> absent;
      case Repeated repeated -> repeated;
    };
  }

  /** The connector's secret. */
  static Credential connectorSecret(MultiMap headers) {
    return single(headers, CONNECTOR_SECRET);
  }

  /** The secret, or null when there is none. */
  default @Nullable String orNull() {
    return this instanceof Presented presented ? presented.secret() : null;
  }

  private static Credential bearer(String field) {
    if (!field.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return new Absent();
    }
    String key = field.substring(7).strip();
    return key.isEmpty() ? new Absent() : new Presented(key);
  }

  private static Credential single(MultiMap headers, String name) {
    List<String> all = headers.getAll(name);
    return switch (all.size()) {
      case 0 -> new Absent();
      case 1 -> new Presented(all.getFirst());
      default -> new Repeated();
    };
  }
}
