package com.bpmcentr.license;

import java.io.IOException;
import java.util.List;

/** Peppers for tests ({@code golden/peppers.json}) and what they make of some secrets. */
final class GoldenPeppers {

  private static final List<String> SECRETS =
      List.of("bpm_prod_0123456789abcdefghijABCDEFGHIJxy000000", "imported key, 16–255", "x", "");

  private GoldenPeppers() {}

  static Peppers read() {
    try {
      return Peppers.parse(GoldenFiles.read("peppers.json"));
    } catch (IOException | MalformedException e) {
      throw new IllegalStateException("golden/peppers.json cannot be read", e);
    }
  }

  /** Each secret with its digests, in the order of {@link Peppers#digests}. */
  static String digests() {
    Peppers peppers = read();
    StringBuilder json = new StringBuilder("[");
    for (String secret : SECRETS) {
      List<String> digests =
          peppers.digests(secret).stream().map(digest -> quoted(digest.toBase64Url())).toList();
      json.append(json.length() > 1 ? "," : "")
          .append("\n{\"secret\":")
          .append(quoted(secret))
          .append(",\"digests\":[\n")
          .append(String.join(",\n", digests))
          .append("]}");
    }
    return json.append("\n]\n").toString();
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }
}
