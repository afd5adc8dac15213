package com.bpmcentr.loadtests;

import com.bpmcentr.loadtests.option.OptionText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a suite was started with. All of its options are checked before the first request: a load
 * test that runs for an hour with a mistyped option has measured something nobody asked for.
 */
final class Options {
  /** Names without a dot that are given to Maven, or by it, and mean nothing to a suite. */
  private static final Set<String> OF_OTHERS =
      Set.of("suite", "basedir", "skipTests", "skipITs", "maven", "debug", "verbose", "encoding");

  /** Names such as a suite's; what the JVM, Maven and Gatling set has a dot in its name. */
  private static final String TYPED = "[A-Za-z][A-Za-z0-9_-]*";

  private final String suite;
  private final Map<Option, String> values;
  private final Path folder;

  private Options(String suite, Map<Option, String> values, Path folder) {
    this.suite = suite;
    this.values = values;
    this.folder = folder;
  }

  /**
   * Reads what was given.
   *
   * @param folder against which relative file names are resolved
   * @throws OptionRefusal if one is unknown or unusable
   */
  static Options read(
      String suite,
      List<Option> options,
      Properties given,
      Map<String, String> environment,
      Path folder) {
    requireKnown(suite, options, given);
    Map<Option, String> values = new HashMap<>();
    for (Option option : options) {
      String value = given.getProperty(option.name(), "");
      if (value.isEmpty() && option.kind() == Option.Kind.SECRET) {
        value = environment.getOrDefault(option.environmentName(), "");
      }
      if (value.isEmpty()) {
        value = option.otherwise();
      }
      if (!value.isEmpty()) {
        option.requireUsable(value);
      }
      values.put(option, value);
    }
    return new Options(suite, values, folder);
  }

  String suite() {
    return suite;
  }

  int number(Option option) {
    return Integer.parseInt(text(option));
  }

  /** A URL without the slash at its end. */
  String url(Option option) {
    return text(option).replaceFirst("/+$", "");
  }

  String text(Option option) {
    String value = values.get(option);
    if (value == null) {
      throw new IllegalArgumentException(suite + " does not declare " + option.name());
    }
    return value;
  }

  /**
   * The value of an option without which the suite cannot run.
   *
   * @throws OptionRefusal if it was not given
   */
  String required(Option option) {
    String value = text(option);
    if (value.isEmpty()) {
      String orEnvironment =
          option.kind() == Option.Kind.SECRET
              ? ", or " + option.environmentName() + " in the environment"
              : "";
      throw new OptionRefusal(suite + " needs -D" + option.name() + orEnvironment);
    }
    return value;
  }

  Optional<Path> file(Option option) {
    String value = text(option);
    return value.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(value).normalize());
  }

  private static void requireKnown(String suite, List<Option> options, Properties given) {
    Set<String> names = options.stream().map(Option::name).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(given.stringPropertyNames());
    unknown.removeAll(OF_OTHERS);
    unknown.removeAll(names);
    unknown.removeIf(name -> !name.matches(TYPED));
    if (unknown.isEmpty()) {
      return;
    }
    String wrong = unknown.iterator().next();
    Set<String> candidates = new HashSet<>(names);
    candidates.add("suite");
    String nearest =
        OptionText.nearest(wrong, candidates)
            .map(name -> " did you mean -D" + name + "?")
            .orElse("");
    throw new OptionRefusal(
        "-D%s is not an option of %s;%s %s has %s"
            .formatted(
                wrong,
                suite,
                nearest,
                suite,
                new TreeSet<>(names).stream().map(n -> "-D" + n).collect(Collectors.joining(" "))));
  }
}
