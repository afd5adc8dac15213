package com.bpmcentr.edge.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one flat JSON object, field by field, in the order of the calls. */
public final class JsonText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(384).append('{');

  /** A text, or null. */
  public JsonText field(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      text.append("null");
    } else {
      string(value);
    }
    return this;
  }

  /** True or false. */
  public JsonText field(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /** A whole number. */
  public JsonText field(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /** An array of texts. */
  public JsonText field(String name, List<String> values) {
    name(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      string(values.get(i));
    }
    text.append(']');
    return this;
  }

  /** The finished object. */
  public String end() {
    return text.append('}').toString();
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"').append(name).append("\":");
  }

  /** RFC 8259, section 7: quotation mark, reverse solidus and control characters are escaped. */
  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
