package com.bpmcentr.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code --name value} pairs after a command; each one that is named is required, once. */
public final class CommandOptions {

  private final Map<String, String> values;

  private CommandOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the words after the command.
   *
   * @throws ConfigurationException naming the option that is missing, unknown or there twice
   */
  static CommandOptions parse(List<String> arguments, String... names) {
    Map<String, String> values = new HashMap<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!List.of(names).contains(name)) {
        throw new ConfigurationException("unknown option " + name);
      }
      if (i + 1 == arguments.size() || values.put(name, arguments.get(i + 1)) != null) {
        throw new ConfigurationException(name + " needs one value");
      }
    }
    for (String name : names) {
      if (!values.containsKey(name)) {
        throw new ConfigurationException(name + " is missing");
      }
    }
    return new CommandOptions(values);
  }

  public String text(String name) {
    String value = values.get(name);
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
