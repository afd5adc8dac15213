package com.bpmcentr.loadtests;

import com.bpmcentr.license.DecisionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Endless rows of a key, where to use it, and the answer it must get. */
final class KeyFeeder {
  private static final String RESERVED_CONNECTOR = "bpm-test";
  private static final String HEADER = "key,connector,account";

  private KeyFeeder() {}

  /** The keys of the file {@code -Dkeys} names, which are all valid; else one magic key a code. */
  static Iterator<Map<String, Object>> fromSystemProperties() {
    String file = System.getProperty("keys", "");
    List<Map<String, Object>> rows = file.isEmpty() ? magicKeys() : readKeys(Path.of(file));
    return Stream.generate(() -> rows).flatMap(List::stream).iterator();
  }

  private static List<Map<String, Object>> magicKeys() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (DecisionCode code : DecisionCode.values()) {
      String key = "bpm_test_magic_" + code.name().toLowerCase(Locale.ROOT);
      rows.add(row(key, RESERVED_CONNECTOR, "smoke-1", code));
    }
    return rows;
  }

  private static List<Map<String, Object>> readKeys(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("-Dkeys: cannot read " + file, e);
    }
    if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
      throw new IllegalArgumentException("-Dkeys: " + file + " must hold " + HEADER + " and rows");
    }
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", 3))
        .map(cells -> row(cells[0], cells[1], cells[2], DecisionCode.VALID))
        .toList();
  }

  private static Map<String, Object> row(
      String key, String connector, String account, DecisionCode code) {
    return Map.of(
        "key",
        key,
        "connector",
        connector,
        "account",
        account,
        "code",
        code.name(),
        "status",
        code.kind() == DecisionCode.Kind.UNDECIDED ? 503 : 200,
        "publishedStatus",
        publishedStatus(code));
  }

  private static int publishedStatus(DecisionCode code) {
    return switch (code.kind()) {
      case VALID -> 200;
      case UNDECIDED -> 503;
      case DENIED -> code.name().startsWith("KEY_") ? 401 : 403;
    };
  }
}
