package com.bpmcentr.console.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code --name value} pairs after a command, each at most once. */
public final class CommandOptions {

  private final Map<String, String> values;

  private CommandOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the words after the command.
   *
   * @param required options that must be there
   * @throws ConfigurationException naming the option that is missing, unknown or there twice
   */
  public static CommandOptions parse(List<String> arguments, String... required) {
    return parse(arguments, List.of(required), List.of());
  }

  /** Likewise, with options that may be left out. */
  public static CommandOptions parse(
      List<String> arguments, List<String> required, List<String> optional) {
    Map<String, String> values = new HashMap<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!required.contains(name) && !optional.contains(name)) {
        throw new ConfigurationException("unknown option " + name);
      }
      if (i + 1 == arguments.size() || values.put(name, arguments.get(i + 1)) != null) {
        throw new ConfigurationException(name + " needs one value");
      }
    }
    for (String name : required) {
      if (!values.containsKey(name)) {
        throw new ConfigurationException(name + " is missing");
      }
    }
    return new CommandOptions(values);
  }

  /** Null when it was left out. */
  public @Nullable String optionalText(String name) {
    return values.get(name);
  }

  public String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      throw new IllegalArgumentException("no option " + name + " was asked for");
    }
    return value;
  }

  public Path path(String name) {
    try {
      return Path.of(text(name)).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new ConfigurationException(name + " is not a path");
    }
  }
}
