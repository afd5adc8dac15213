package com.bpmcentr.license;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object (RFC 8259, in UTF-8 and nothing else) read strictly: a name twice, a wrong type,
 * a depth over 8 or a text over 16 MiB is refused. Names that nobody asks for are ignored.
 */
final class JsonFields {

  /** An envelope holds a whole payload as one text, a third longer in base64. */
  private static final int TEXT_LENGTH = 16 * 1024 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(TEXT_LENGTH)
                  .maxNumberLength(20)
                  .maxNameLength(128)
                  .build())
          .build();

  private final String path;
  private final Map<?, ?> values;

  private JsonFields(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  /** Reads one object that takes up all of the bytes. */
  static JsonFields parse(byte[] json) throws MalformedException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("the JSON is not an object");
      }
      Map<String, @Nullable Object> values = readObject(parser);
      if (parser.nextToken() != null) {
        throw new MalformedException("something follows the JSON object");
      }
      return new JsonFields("", values);
    } catch (IOException e) {
      // The parser's own message may quote the input, which can hold a secret.
      throw new MalformedException(
          "the JSON cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  String text(String name) throws MalformedException {
    return required(name, optionalText(name));
  }

  @Nullable String optionalText(String name) throws MalformedException {
    return optional(name, String.class, "a text");
  }

  long number(String name) throws MalformedException {
    return required(name, optional(name, Long.class, "a whole number"));
  }

  boolean flag(String name) throws MalformedException {
    return required(name, optional(name, Boolean.class, "true or false"));
  }

  Instant time(String name) throws MalformedException {
    return required(name, optionalTime(name));
  }

  @Nullable Instant optionalTime(String name) throws MalformedException {
    String text = optionalText(name);
    if (text == null) {
      return null;
    }
    Instant usual = UsualTime.parse(text);
    if (usual != null) {
      return usual;
    }
    try {
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      throw malformed(name, "a time such as 2026-01-31T00:00:00.000Z");
    }
    throw malformed(name, "a time in UTC, ending in Z");
  }

  /** A text that the function turns into a value; its refusal becomes ours. */
  <T> T parsed(String name, Function<String, T> parse) throws MalformedException {
    String text = text(name);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw malformed(name, "well formed");
    }
  }

  <E extends Enum<E> & WireName> E constant(String name, Class<E> type) throws MalformedException {
    Optional<E> found = WireName.find(type, text(name));
    return found.orElseThrow(() -> malformed(name, "a known " + type.getSimpleName()));
  }

  List<JsonFields> objects(String name) throws MalformedException {
    List<?> list = required(name, optional(name, List.class, "a list"));
    List<JsonFields> objects = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> map)) {
        throw malformed(name, "a list of objects");
      }
      objects.add(new JsonFields(path + name + "[" + objects.size() + "].", map));
    }
    return objects;
  }

  private <T> @Nullable T optional(String name, Class<T> type, String expected)
      throws MalformedException {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw malformed(name, expected);
    }
    return type.cast(value);
  }

  private <T> T required(String name, @Nullable T value) throws MalformedException {
    if (value == null) {
      throw new MalformedException(path + name + " is missing");
    }
    return value;
  }

  private MalformedException malformed(String name, String expected) {
    return new MalformedException(path + name + " is not " + expected);
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, readValue(parser));
    }
    return object;
  }

  private static @Nullable Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(readValue(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
