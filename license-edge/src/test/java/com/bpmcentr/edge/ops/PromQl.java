package com.bpmcentr.edge.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression names. There is no parser of PromQL for Java; this one knows the words
 * that the rules and the dashboard use, and refuses every other that stands where a word of the
 * language must.
 *
 * @param selectors the metrics, each with what its labels must be
 * @param groupings the labels that results are grouped or joined by
 */
record PromQl(List<Selector> selectors, Set<String> groupings) {

  /** A metric, and for each label the value or the pattern that it is compared with. */
  record Selector(String metric, Map<String, String> labels) {}

  private static final Set<String> FUNCTIONS =
      Set.of("absent", "histogram_quantile", "increase", "max", "min", "rate", "sum");
  private static final Set<String> GROUPINGS = Set.of("by", "on", "group_left", "group_right");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  private static final Pattern TOKEN =
      Pattern.compile(
          """
          \\s*(?:(?<word>[A-Za-z_:][A-Za-z0-9_:]*)\
          |(?<text>"(?:[^"\\\\]|\\\\.)*")\
          |(?<range>\\[(?:[0-9]+[smhd]|\\$__rate_interval)])\
          |(?<number>[0-9]+(?:\\.[0-9]+)?[smhd]?)\
          |(?<sign>=~|!~|!=|==|<=|>=|[-+*/<>=(){},]))\
          """);

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is none of the kind known here
   */
  static PromQl parse(String expression) {
    return new Reader(tokens(expression)).read();
  }

  private static List<String> tokens(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression.strip());
    while (matcher.lookingAt()) {
      tokens.add(matcher.group().strip());
      matcher.region(matcher.end(), matcher.regionEnd());
    }
    if (matcher.regionStart() != matcher.regionEnd()) {
      throw new IllegalArgumentException(
          "not known here: " + expression.strip().substring(matcher.regionStart()));
    }
    return tokens;
  }

  private static final class Reader {
    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> groupings = new HashSet<>();
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    PromQl read() {
      int open = 0;
      while (at < tokens.size()) {
        String token = tokens.get(at++);
        if (token.equals("(")) {
          open++;
        } else if (token.equals(")")) {
          open--;
        } else if (GROUPINGS.contains(token)) {
          grouping();
        } else if (token.equals("offset")) {
          at++;
        } else if (isWord(token) && !OPERATORS.contains(token)) {
          nameOf(token);
        } else if (token.equals("{")) {
          throw new IllegalArgumentException("a selector without a metric");
        }
        if (open < 0) {
          throw new IllegalArgumentException("a bracket that closes nothing");
        }
      }
      if (open != 0) {
        throw new IllegalArgumentException("a bracket that is not closed");
      }
      return new PromQl(selectors, groupings);
    }

    private void nameOf(String word) {
      String next = peek();
      boolean function = next.equals("(") || GROUPINGS.contains(next);
      if (function != FUNCTIONS.contains(word)) {
        throw new IllegalArgumentException(word + " is no function, or one without arguments");
      }
      if (!function) {
        selectors.add(new Selector(word, next.equals("{") ? labels() : Map.of()));
      }
    }

    private Map<String, String> labels() {
      Map<String, String> labels = new TreeMap<>();
      at++;
      while (!peek().equals("}")) {
        String label = word();
        String comparison = tokens.get(at++);
        if (!Set.of("=", "!=", "=~", "!~").contains(comparison) || !peek().startsWith("\"")) {
          throw new IllegalArgumentException(label + " is compared with nothing");
        }
        String text = tokens.get(at++);
        labels.put(label, text.substring(1, text.length() - 1));
        skipComma("}");
      }
      at++;
      return labels;
    }

    private void grouping() {
      if (!peek().equals("(")) {
        throw new IllegalArgumentException("a grouping by nothing");
      }
      at++;
      while (!peek().equals(")")) {
        groupings.add(word());
        skipComma(")");
      }
      at++;
    }

    private void skipComma(String end) {
      if (peek().equals(",")) {
        at++;
      } else if (!peek().equals(end)) {
        throw new IllegalArgumentException("neither , nor " + end + " but " + peek());
      }
    }

    private String word() {
      String word = peek();
      if (!isWord(word)) {
        throw new IllegalArgumentException(word + " is no name of a label");
      }
      at++;
      return word;
    }

    private String peek() {
      return at < tokens.size() ? tokens.get(at) : "";
    }

    private static boolean isWord(String token) {
      return !token.isEmpty()
          && (Character.isLetter(token.charAt(0))
              || token.charAt(0) == '_'
              || token.charAt(0) == ':');
    }
  }
}
