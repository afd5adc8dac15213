package com.bpmcentr.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls that the console's sources make of a name, as they are written there. */
public final class SourceCalls {

  private static final Path SOURCES = Path.of("src/main/java/com/bpmcentr/console");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Map<String, String> FILES = read();

  private SourceCalls() {}

  /**
   * One call.
   *
   * @param file the simple name of the class that makes it
   * @param arguments as they are written
   */
  public record Call(String file, List<String> arguments) {

    /** The argument, where it is a plain string. */
    public Optional<String> literal(int index) {
      return Optional.of(argument(index))
          .map(LITERAL::matcher)
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1));
    }

    public String argument(int index) {
      return index < arguments.size() ? arguments.get(index) : "";
    }

    /** {@code Class: argument}, for what is no plain string. */
    public String written(int index) {
      return file + ": " + argument(index);
    }
  }

  /**
   * All calls of methods, constructors and patterns.
   *
   * @param name a regular expression
   */
  public static List<Call> of(String name) {
    Pattern call = Pattern.compile("(?<![\\w.])(?:\\w+\\.)*(?:" + name + ")\\(");
    List<Call> calls = new ArrayList<>();
    FILES.forEach(
        (file, text) -> {
          Matcher matcher = call.matcher(text);
          while (matcher.find()) {
            calls.add(new Call(file, arguments(text, matcher.end())));
          }
        });
    return calls;
  }

  /** What a pattern's first group stands for, in all files but those. */
  public static List<String> texts(Pattern pattern, Set<String> without) {
    return FILES.entrySet().stream()
        .filter(file -> !without.contains(file.getKey()))
        .flatMap(file -> pattern.matcher(file.getValue()).results())
        .map(match -> match.group(1))
        .toList();
  }

  private static List<String> arguments(String text, int from) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int begin = from;
    for (int i = from; ; i++) {
      char c = text.charAt(i);
      if (c == '"' && text.charAt(i - 1) != '\\') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '{')) {
        depth++;
      } else if (!quoted && depth > 0 && (c == ')' || c == '}')) {
        depth--;
      } else if (!quoted && depth == 0 && (c == ',' || c == ')')) {
        arguments.add(text.substring(begin, i).strip().replaceAll("\\s+", " "));
        begin = i + 1;
        if (c == ')') {
          return arguments;
        }
      }
    }
  }

  private static Map<String, String> read() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Map<String, String> read = new TreeMap<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        read.merge(name, Files.readString(file, UTF_8), String::concat);
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
