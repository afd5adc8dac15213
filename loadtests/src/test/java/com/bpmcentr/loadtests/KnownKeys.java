package com.bpmcentr.loadtests;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keys that an edge answers VALID, drawn at random: those of the file {@code -Dkeys} names, or
 * without one the magic key of the reserved connector, which works without any customer.
 */
final class KnownKeys {
  static final String RESERVED_CONNECTOR = "bpm-test";

  private static final String HEADER = "key,connector,account";
  private static final Row MAGIC =
      new Row("bpm_test_magic_valid", RESERVED_CONNECTOR, "load-test-1");

  private final List<String> lines;

  private KnownKeys(List<String> lines) {
    this.lines = lines;
  }

  /** A key, and the connector and account for which an edge answers VALID. */
  record Row(String key, String connector, String account) {
    @Override
    public String toString() {
      return "Row[" + connector + "]";
    }
  }

  static KnownKeys magic() {
    return new KnownKeys(List.of());
  }

  /**
   * Reads and checks the whole file; two million rows take about 300 MB.
   *
   * @throws OptionRefusal naming the line that is wrong, and never what is in it
   */
  static KnownKeys read(Option option, Path file) {
    List<String> lines = lines(option, file);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw refused(option, file, "line 1 must be " + HEADER);
    }
    if (lines.size() == 1) {
      throw refused(option, file, "there is no key after the header line");
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      int cells = (int) line.chars().filter(c -> c == ',').count() + 1;
      if (cells != 3 || line.startsWith(",") || line.endsWith(",") || line.contains(",,")) {
        throw refused(option, file, "line " + (i + 1) + " must hold " + HEADER);
      }
    }
    return new KnownKeys(lines.subList(1, lines.size()));
  }

  boolean areMagic() {
    return lines.isEmpty();
  }

  Row random() {
    return areMagic() ? MAGIC : row(ThreadLocalRandom.current().nextInt(lines.size()));
  }

  int count() {
    return areMagic() ? 1 : lines.size();
  }

  Row row(int index) {
    if (areMagic()) {
      return MAGIC;
    }
    String[] cells = lines.get(index).split(",", -1);
    return new Row(cells[0], cells[1], cells[2]);
  }

  private static List<String> lines(Option option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw refused(option, file, "there is no such file");
    }
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw refused(option, file, "it is not text in UTF-8");
    } catch (IOException e) {
      throw refused(option, file, "it cannot be read");
    }
  }

  private static OptionRefusal refused(Option option, Path file, String why) {
    return new OptionRefusal("-D%s=%s: %s".formatted(option.name(), file, why));
  }
}
