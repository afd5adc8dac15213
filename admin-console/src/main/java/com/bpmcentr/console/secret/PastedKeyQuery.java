package com.bpmcentr.console.secret;

import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Peppers;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Recognises a customer's key where it was pasted whole. One that was made elsewhere looks like
 * anything; only its digest tells, and that it is here.
 */
@Repository
public class PastedKeyQuery {

  /** Characters that a key may have, made here or elsewhere. */
  public static final int SHORTEST = 16;

  public static final int LONGEST = 255;

  private final JdbcClient jdbc;
  private final Peppers peppers;

  PastedKeyQuery(JdbcClient jdbc, Peppers peppers) {
    this.jdbc = jdbc;
    this.peppers = peppers;
  }

  /** Whether the text has a key's length and characters: printable ASCII without spaces. */
  public static boolean hasTheForm(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c >= '!' && c <= '~');
  }

  /** The key's id, if the text is one, alone or after something like {@code Bearer}. */
  public Optional<UUID> find(String pasted) {
    String whole = pasted.strip();
    String word = whole.substring(whole.lastIndexOf(' ') + 1);
    return hasTheForm(word)
        ? jdbc.sql("select id from api_key where digest = any(:digests) limit 1")
            .param(
                "digests",
                peppers.digests(word).stream().map(KeyDigest::toByteArray).toArray(byte[][]::new))
            .query(UUID.class)
            .optional()
        : Optional.empty();
  }

  /** The first of a list's filters whose value is a key: it must not be written down anywhere. */
  public Optional<String> filterWithAKey(Map<String, String> filters) {
    return filters.entrySet().stream()
        .filter(filter -> find(filter.getValue()).isPresent())
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }
}
