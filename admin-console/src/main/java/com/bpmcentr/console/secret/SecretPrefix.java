package com.bpmcentr.console.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a secret may be kept, shown and put into an address: its first characters, by which
 * people tell secrets apart. People paste whole ones where a prefix is asked for, and a list's
 * filters go into addresses, saved views, jobs and the audit log.
 */
public final class SecretPrefix {

  /** Of a secret from elsewhere, whose characters may be few and not all random. */
  public static final int FOREIGN = 4;

  /** The filters that ask for a prefix; what does not begin as ours is from elsewhere. */
  private static final Set<String> FILTERS = Set.of("prefix", "keyPrefix");

  private static final String OURS = "bpm_";

  /**
   * Of a key its kind and six of its random characters, which leaves 154 bits; of an access token
   * four; of a connector's secret none, since nobody is shown any. A query's {@code &} ends one.
   */
  private static final Pattern LONGER =
      Pattern.compile("(bpm_adm_[^\\s&]{4}|bpm_conn_|bpm_(?!adm_|conn_)[^\\s&]{11})[^\\s&]+");

  /** More of a secret of ours than any prefix has. */
  private static final Pattern WHOLE = Pattern.compile("bpm_[A-Za-z0-9_-]{20,}");

  private SecretPrefix() {}

  /** Whether there is a secret of ours in the text, as people paste them into reasons and names. */
  public static boolean isExceededIn(String text) {
    return text.contains(OURS) && WHOLE.matcher(text).find();
  }

  /** The secret's prefix, if it was made here. */
  public static String of(Secret secret) {
    return cut(secret.reveal());
  }

  /** The text with each secret of ours in it cut to its prefix. */
  public static String cut(String text) {
    return text.contains(OURS) ? LONGER.matcher(text).replaceAll("$1") : text;
  }

  /** The value of a list's filter, which so also finds what the whole secret was pasted for. */
  public static String cut(String filter, String value) {
    return FILTERS.contains(filter) && !value.startsWith(OURS)
        ? value.substring(0, Math.min(FOREIGN, value.length()))
        : cut(value);
  }

  /** All of a list's filters, in their order. */
  public static Map<String, String> cut(Map<String, String> filters) {
    Map<String, String> cut = new LinkedHashMap<>();
    filters.forEach((filter, value) -> cut.put(filter, cut(filter, value)));
    return cut;
  }
}
