package com.bpmcentr.loadtests.bench;

import com.bpmcentr.loadtests.option.OptionText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What was set with {@code -Dbench…}; whatever is mistyped is refused by its name. */
public final class BenchOptions {
  private static final String PREFIX = "bench";

  private final Map<BenchOption, String> values = new EnumMap<>(BenchOption.class);

  private BenchOptions() {}

  /**
   * Reads the properties; names that do not begin with {@code bench} are none of its business.
   *
   * @throws BenchRefusal naming the first that is not an option
   */
  public static BenchOptions read(Properties properties) throws BenchRefusal {
    BenchOptions options = new BenchOptions();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
        BenchOption option =
            BenchOption.find(name)
                .orElseThrow(
                    () ->
                        new BenchRefusal(
                            "-D%s is not an option;%s -Dbench.help lists them"
                                .formatted(name, nearest(name))));
        options.values.put(option, properties.getProperty(name));
      }
    }
    return options;
  }

  /** One line for each option. */
  public static String help() {
    return Arrays.stream(BenchOption.values())
        .map(
            option ->
                "  -D%-57s %-11s %s"
                    .formatted(option.fallbackSetting(), option.range(), option.meaning()))
        .collect(
            Collectors.joining(
                "\n", "options, with what they are when not given and what they may be:\n", ""));
  }

  /** What was typed to get these options. */
  public String command() {
    return values.entrySet().stream()
        .map(given -> " -D" + given.getKey().property() + "=" + given.getValue())
        .collect(Collectors.joining("", "./mvnw -pl loadtests -Pbench", ""));
  }

  /** Whether this option was given at all. */
  public boolean has(BenchOption option) {
    return values.containsKey(option);
  }

  public String text(BenchOption option) {
    return values.getOrDefault(option, option.fallback());
  }

  /** A whole number within the option's range. */
  public int number(BenchOption option) throws BenchRefusal {
    return number(option, text(option));
  }

  /** Whether the option is {@code on}; anything but on and off is refused. */
  public boolean isOn(BenchOption option) throws BenchRefusal {
    return switch (text(option)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrong(option, "must be on or off");
    };
  }

  /** A regular expression that compiles. */
  public String pattern(BenchOption option) throws BenchRefusal {
    try {
      return Pattern.compile(text(option)).pattern();
    } catch (PatternSyntaxException e) {
      throw new BenchRefusal(
          "-D" + option.property() + " is no regular expression: " + e.getDescription());
    }
  }

  /** One of the constants, by its name in lower case with hyphens. */
  public <E extends Enum<E>> E constant(BenchOption option, Class<E> type) throws BenchRefusal {
    return constant(option, text(option), type);
  }

  /** Some of the constants, separated by commas. */
  public <E extends Enum<E>> List<E> constants(BenchOption option, Class<E> type)
      throws BenchRefusal {
    List<E> constants = new ArrayList<>();
    for (String name : text(option).split(",", -1)) {
      constants.add(constant(option, name, type));
    }
    return constants;
  }

  /** The sizes of the sets, in the order given. */
  public List<Integer> customers() throws BenchRefusal {
    return numbers(BenchOption.CUSTOMERS);
  }

  /** Numbers within the option's range, separated by commas. */
  public List<Integer> numbers(BenchOption option) throws BenchRefusal {
    List<Integer> numbers = new ArrayList<>();
    for (String text : text(option).split(",", -1)) {
      numbers.add(number(option, text));
    }
    return numbers;
  }

  private <E extends Enum<E>> E constant(BenchOption option, String name, Class<E> type)
      throws BenchRefusal {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String wireName = nameOf(constant);
      if (wireName.equals(name)) {
        return constant;
      }
      names.add(wireName);
    }
    throw wrong(option, "must be of " + String.join(", ", names));
  }

  /** A constant as it is written in an option. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private int number(BenchOption option, String text) throws BenchRefusal {
    return OptionText.number(text, option.least(), option.greatest())
        .orElseThrow(
            () ->
                wrong(
                    option,
                    "must be a whole number from %d to %d"
                        .formatted(option.least(), option.greatest())));
  }

  private static String nearest(String wrong) {
    List<String> names = Arrays.stream(BenchOption.values()).map(BenchOption::property).toList();
    return OptionText.nearest(wrong, names).map(name -> " did you mean -D" + name + "?").orElse("");
  }

  private BenchRefusal wrong(BenchOption option, String expected) {
    return new BenchRefusal(
        "-D" + option.property() + " " + expected + ", not \"" + text(option) + "\"");
  }
}
