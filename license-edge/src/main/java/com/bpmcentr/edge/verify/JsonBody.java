package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.Problem;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of reading a body that is one JSON object: the texts of its known fields, or the
 * problem. On Jackson's tokens: no tree, no reflection.
 */
sealed interface JsonBody {

  /**
   * The known fields, in the order of their names, each null when it is absent or null. Other
   * fields are passed over.
   */
  record Values(List<@Nullable String> values) implements JsonBody {

    @Nullable String get(int index) {
      return values.get(index);
    }

    /** Without the values: one may be a key. */
    @Override
    public String toString() {
      return "Values[" + values.size() + "]";
    }
  }

  /** It is not what it must be. */
  record Refused(Problem problem) implements JsonBody {}

  /** Whether the header fields announce JSON in UTF-8 that is not encoded any further. */
  static boolean isPlainJson(MultiMap headers) {
    String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return false;
    }
    int semicolon = type.indexOf(';');
    String media = semicolon < 0 ? type : type.substring(0, semicolon);
    if (!media.strip().equalsIgnoreCase("application/json")) {
      return false;
    }
    String parameters = semicolon < 0 ? "" : type.substring(semicolon).toLowerCase(Locale.ROOT);
    return !parameters.contains("charset") || parameters.contains("utf-8");
  }

  /** Reads the body's bytes. */
  static JsonBody read(byte[] body, List<String> names) {
    // Jackson would take zero bytes for UTF-16 or UTF-32; JSON between systems is UTF-8 (RFC
    // 8259, section 8.1), so the first two bytes of an object are ASCII
    if (body.length < 2 || body[0] <= 0 || body[1] <= 0) {
      return new Refused(Problem.body("must be a JSON object in UTF-8"));
    }
    try (JsonParser parser = Reader.JSON.createParser(body)) {
      return new Reader(names).read(parser);
    } catch (IOException e) {
      // the exception's own text may quote the body, and with it a key
      return new Refused(Problem.body("is not well-formed JSON"));
    }
  }

  /** Goes through one body. */
  final class Reader {
    private static final JsonFactory JSON =
        JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // names come from strangers: a shared table of them could be filled on purpose
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final List<String> names;
    private final boolean[] seen;
    private final @Nullable String[] values;

    private Reader(List<String> names) {
      this.names = names;
      this.seen = new boolean[names.size()];
      this.values = new @Nullable String[names.size()];
    }

    private JsonBody read(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Refused(Problem.body("must be a JSON object"));
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        Problem problem = field(parser);
        if (problem != null) {
          return new Refused(problem);
        }
      }
      if (parser.nextToken() != null) {
        return new Refused(Problem.body("must end after the JSON object"));
      }
      return new Values(Arrays.asList(values));
    }

    private @Nullable Problem field(JsonParser parser) throws IOException {
      String name = parser.currentName();
      int index = names.indexOf(name);
      JsonToken token = parser.nextToken();
      if (index < 0) {
        parser.skipChildren();
        return null;
      }
      if (seen[index]) {
        return Problem.parameter(name, "stands in the body twice");
      }
      seen[index] = true;
      if (token == JsonToken.VALUE_STRING) {
        values[index] = parser.getText();
      } else if (token != JsonToken.VALUE_NULL) {
        return Problem.parameter(name, "must be a string");
      }
      return null;
    }
  }
}
