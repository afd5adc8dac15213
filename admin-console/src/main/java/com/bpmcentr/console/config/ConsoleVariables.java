package com.bpmcentr.console.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The environment's {@code CONSOLE_…} variables; remembers which it was asked for. */
final class ConsoleVariables {

  private static final String PREFIX = "CONSOLE_";
  private static final Duration LONGEST_OFFSET = Duration.ofDays(3650);

  private final Map<String, String> environment;
  private final Set<String> known = new HashSet<>();

  ConsoleVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  /** An empty value counts as none. */
  @Nullable String optional(String name) {
    known.add(name);
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  String required(String name) {
    String value = optional(name);
    if (value == null) {
      throw ConfigurationException.of(name, "is not set");
    }
    return value;
  }

  /** A secret itself, or the file that holds it, whichever is set; null when neither is. */
  @Nullable String optionalSecret(String name, String fileName) {
    String value = optional(name);
    if (optional(fileName) == null) {
      return value;
    }
    if (value != null) {
      throw ConfigurationException.of(fileName, "is set beside " + name);
    }
    try {
      return Files.readString(readableFile(fileName)).strip();
    } catch (IOException e) {
      throw ConfigurationException.of(fileName, "names a file that is no text");
    }
  }

  String requiredSecret(String name, String fileName) {
    String value = optionalSecret(name, fileName);
    return value == null ? required(name) : value;
  }

  void requireOneOf(String name, String otherwise, String other) {
    String value = text(name, otherwise);
    if (!value.equals(otherwise) && !value.equals(other)) {
      throw ConfigurationException.of(name, "is neither " + otherwise + " nor " + other);
    }
  }

  String text(String name, String otherwise) {
    String value = optional(name);
    return value == null ? otherwise : value;
  }

  /** The name or address of a network interface of this machine. */
  String ownHost(String name, String otherwise) {
    String value = text(name, otherwise);
    try {
      InetAddress address = InetAddress.getByName(value);
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null) {
        return value;
      }
    } catch (IOException e) {
      // The same complaint as for an address of another machine.
    }
    throw ConfigurationException.of(name, "is not a name or address of this machine");
  }

  int port(String name, int otherwise) {
    Integer port = optionalPort(name);
    return port == null ? otherwise : port;
  }

  @Nullable Integer optionalPort(String name) {
    String value = optional(name);
    if (value == null) {
      return null;
    }
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
      throw ConfigurationException.of(name, "is not a port, 0 to 65535");
    }
    return Integer.valueOf(value);
  }

  @Nullable Path path(String name) {
    String value = optional(name);
    try {
      return value == null ? null : Path.of(value).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw ConfigurationException.of(name, "is not a path");
    }
  }

  Path readableFile(String name) {
    required(name);
    Path file = path(name);
    if (file == null || !Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw ConfigurationException.of(name, "is not a file that can be read: " + file);
    }
    return file;
  }

  Path folder(String name) {
    required(name);
    Path folder = path(name);
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw ConfigurationException.of(name, "is not a folder that can be written: " + folder);
    }
    return folder;
  }

  /** How far a clock is set apart: none unless it says so. */
  Duration offset(String name) {
    try {
      Duration offset = Duration.parse(text(name, "PT0S"));
      if (offset.abs().compareTo(LONGEST_OFFSET) <= 0) {
        return offset;
      }
    } catch (DateTimeParseException e) {
      // The same complaint as for one that is too long.
    }
    throw ConfigurationException.of(
        name, "is not a time like PT100H or -P1D, of at most 3650 days");
  }

  String email(String name, String otherwise) {
    String value = text(name, otherwise);
    if (!value.matches("[^@\\s]{1,64}@[^@\\s]{1,189}")) {
      throw ConfigurationException.of(name, "is not an e-mail address");
    }
    return value;
  }

  URI httpUrl(String name, String otherwise) {
    try {
      URI uri = URI.create(text(name, otherwise));
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The same complaint as for any other text that is no such URL.
    }
    throw ConfigurationException.of(name, "is not an http or https URL");
  }

  @Nullable URI optionalHttpUrl(String name) {
    return optional(name) == null ? null : httpUrl(name, "");
  }

  /** Addresses and ranges such as {@code 10.0.0.0/8}, with commas between. */
  List<String> addresses(String name) {
    String value = optional(name);
    if (value == null) {
      return List.of();
    }
    List<String> ranges = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    for (String range : ranges) {
      try {
        var _ = new IpAddressMatcher(range);
      } catch (IllegalArgumentException e) {
        throw ConfigurationException.of(name, "has what is no address or range: " + range);
      }
    }
    return ranges;
  }

  /** A misspelt name would otherwise be a default that nobody asked for. */
  void refuseUnknown(String... others) {
    Set<String> unknown = new TreeSet<>(environment.keySet());
    unknown.removeIf(name -> !name.startsWith(PREFIX));
    unknown.removeAll(known);
    unknown.removeAll(Set.of(others));
    if (!unknown.isEmpty()) {
      throw ConfigurationException.of(unknown.iterator().next(), "is not known");
    }
  }
}
