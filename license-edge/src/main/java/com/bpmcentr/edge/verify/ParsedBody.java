package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of reading the body of {@code POST /v1/verify}: its fields, or the problem. */
sealed interface ParsedBody {

  /**
   * The fields, each null when it is absent or null. Other fields are passed over.
   *
   * @param key the API key, as sent
   */
  record Fields(
      @Nullable String key,
      @Nullable String connector,
      @Nullable String account,
      @Nullable String lang)
      implements ParsedBody {

    /** Without the key. */
    @Override
    public String toString() {
      return "Fields[" + connector + ", " + account + ", " + lang + "]";
    }
  }

  /** It is not what it must be. */
  record Refused(Problem problem) implements ParsedBody {}

  /** The names of the fields, in the order of {@link Fields}. */
  List<String> NAMES = List.of("key", "connector", "account", "lang");

  /** Reads the body's bytes. */
  static ParsedBody of(byte[] body) {
    // 848 bytes fewer than by Jackson, for each request
    Fields usual = UsualBody.read(body);
    return usual == null ? general(body) : usual;
  }

  /** The general reading. */
  static ParsedBody general(byte[] body) {
    return switch (JsonBody.read(body, NAMES)) {
      case JsonBody.Refused refused -> new Refused(refused.problem());
      case JsonBody.Values values ->
          new Fields(values.get(0), values.get(1), values.get(2), values.get(3));
    };
  }
}
