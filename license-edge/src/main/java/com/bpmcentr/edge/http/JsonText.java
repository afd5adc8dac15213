package com.bpmcentr.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Writes one flat JSON object, field by field, in the order of the calls. */
public final class JsonText {

  private static final byte[] OPEN = "{".getBytes(UTF_8);
  private static final byte[] COMMA = ",".getBytes(UTF_8);
  private static final byte[] COLON = ":".getBytes(UTF_8);
  private static final byte[] QUOTE = "\"".getBytes(UTF_8);
  private static final byte[] CLOSE = "}".getBytes(UTF_8);
  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  private final JsonBytes json = new JsonBytes().raw(OPEN);
  private boolean begun;

  /** A text, or null. */
  public JsonText field(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      json.raw(NULL);
    } else {
      string(value);
    }
    return this;
  }

  /** True or false. */
  public JsonText field(String name, boolean value) {
    name(name);
    json.raw(value ? TRUE : FALSE);
    return this;
  }

  /** A whole number. */
  public JsonText field(String name, long value) {
    name(name);
    json.raw(Long.toString(value).getBytes(UTF_8));
    return this;
  }

  /** A whole number, or null. */
  public JsonText field(String name, @Nullable Long value) {
    if (value != null) {
      return field(name, value.longValue());
    }
    name(name);
    json.raw(NULL);
    return this;
  }

  /** The finished object. */
  public String end() {
    return json.raw(CLOSE).toString();
  }

  private void name(String name) {
    if (begun) {
      json.raw(COMMA);
    }
    begun = true;
    string(name);
    json.raw(COLON);
  }

  private void string(String text) {
    json.raw(QUOTE).escaped(text).raw(QUOTE);
  }
}
