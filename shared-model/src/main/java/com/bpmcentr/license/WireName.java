package com.bpmcentr.license;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An enum constant as documents and answers write it: its name in lower case. */
public interface WireName {

  /** The constant's name, as {@link Enum#name()}. */
  String name();

  /** The constant as it stands in documents and answers, such as {@code past_due}. */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the constant with the given wire name; comparison is exact.
   *
   * @param type the enum to look in
   * @param wireName the text to find
   * @return the constant, or empty when the enum has none of that name
   */
  static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
    for (E constant : type.getEnumConstants()) {
      if (constant.wireName().equals(wireName)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** An enum's constants by their wire names, for those who look up many. */
  static <E extends Enum<E> & WireName> Map<String, E> constants(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .collect(Collectors.toUnmodifiableMap(WireName::wireName, Function.identity()));
  }
}
