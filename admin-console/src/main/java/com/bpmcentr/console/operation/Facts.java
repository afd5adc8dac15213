package com.bpmcentr.console.operation;

import com.bpmcentr.license.WireName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a thing looked like at one moment: its fields as text, for the audit log and the timeline.
 * What is absent has no entry. Secrets and their digests never go in.
 */
public final class Facts {

  /** A thing that is not there: before its creation, or where nothing was changed. */
  public static final Facts NONE = new Facts(new TreeMap<>());

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private final SortedMap<String, String> texts;

  private Facts(SortedMap<String, String> texts) {
    this.texts = Collections.unmodifiableSortedMap(texts);
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException when it is not an object of texts
   */
  public static Facts parse(String json) {
    try {
      TreeMap<String, String> texts = JSON.readValue(json, TEXTS);
      texts.values().removeIf(Objects::isNull);
      return new Facts(texts);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not an object of texts", e);
    }
  }

  /** A copy with one more field; unchanged when there is no value. */
  public Facts with(String field, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    TreeMap<String, String> more = new TreeMap<>(texts);
    more.put(field, text(value));
    return new Facts(more);
  }

  /** What a list was narrowed to. */
  public Facts withFilters(Map<String, String> filters) {
    Facts all = this;
    for (Map.Entry<String, String> filter : filters.entrySet()) {
      all = all.with("filter." + filter.getKey(), filter.getValue());
    }
    return all;
  }

  /** Field → text, ordered by field. */
  public SortedMap<String, String> texts() {
    return texts;
  }

  public String toJson() {
    return JSON.writeValueAsString(texts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Facts facts && texts.equals(facts.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return "Facts" + texts.keySet();
  }

  private static String text(Object value) {
    return switch (value) {
      case WireName constant -> constant.wireName();
      case Instant time -> time.toString();
      default -> String.valueOf(value);
    };
  }
}
