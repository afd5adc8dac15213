package com.bpmcentr.console.secret;

import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Peppers;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** More are a letter, which nobody searches for. */
  private static final int MOST_WORDS = 20;

  /** Also what nobody sees: pages put it around what is copied from them. */
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  private static final Pattern AROUND = Pattern.compile("^[\"'`«„“‘(<\\[]+|[\"'`»“”’)>\\].,;:]+$");

  /** A key that was made here without {@code bpm_prod_}. */
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9]{38}");

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

  /** The key's id, if the text is one or has one among its words. */
  public Optional<UUID> find(String pasted) {
    byte[][] digests =
        readings(pasted)
            .flatMap(reading -> peppers.digests(reading).stream())
            .map(KeyDigest::toByteArray)
            .toArray(byte[][]::new);
    return digests.length == 0
        ? Optional.empty()
        : jdbc.sql("select id from api_key where digest = any(:digests) limit 1")
            .param("digests", digests)
            .query(UUID.class)
            .optional();
  }

  /**
   * What of the text could be a key: each word, with and without the marks around it, all of them
   * in one, as a line that was broken, and what lacks what all keys made here begin with.
   */
  static Stream<String> readings(String pasted) {
    return Stream.concat(
            SPACES.splitAsStream(pasted).limit(MOST_WORDS),
            Stream.of(SPACES.matcher(pasted).replaceAll("")))
        .flatMap(word -> Stream.of(word, AROUND.matcher(word).replaceAll("")))
        .flatMap(
            word ->
                LETTERS.matcher(word).matches()
                    ? Stream.of(word, "bpm_prod_" + word, "bpm_test_" + word)
                    : Stream.of(word))
        .filter(PastedKeyQuery::hasTheForm)
        .distinct();
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
