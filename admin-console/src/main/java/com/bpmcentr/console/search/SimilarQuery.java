package com.bpmcentr.console.search;

import com.bpmcentr.console.operation.PgPlans;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Customers of whom what was typed is nearly a part, where nobody has it to the letter. One letter
 * too many, too few or another leaves most pieces of the text as they are, so that each piece is
 * looked for by the index of customers, and only what has one is compared.
 */
@Repository
class SimilarQuery {

  /** Of fewer hardly anything is left to compare. */
  private static final int FEWEST_LETTERS = 4;

  private static final int PIECE = 4;
  private static final int MOST_PIECES = 5;

  /** What the index has: without three in a row all customers would be read. */
  private static final int TRIGRAM = 3;

  private static final Pattern INDEXED = Pattern.compile("[\\p{L}\\p{N}]{3,}");

  /** Of each piece; whoever has a piece that thousands have is found by another one. */
  private static final int COMPARED = 100;

  /**
   * How much of what was typed must be there, in trigrams, and as much of what stands before an
   * {@code @}: what stands after it half of all customers have.
   */
  private static final double LEAST = 0.5;

  private static final String CANDIDATE =
      """
      (with found as materialized (
         select c.id, c.name, c.email, c.company, c.search
           from customer c where c.search like lower(:piece%d::text collate pg_c_utf8)
          limit :planned)
       select * from found limit :compared)
      """;

  private final JdbcClient jdbc;

  SimilarQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The most alike first. */
  List<Hit> find(String typed) {
    if (typed.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS
        || pieces(typed).isEmpty()) {
      return List.of();
    }
    PgPlans.forTheseValues(jdbc);
    PgPlans.byOneProcess(jdbc);
    return jdbc.sql(statement(typed))
        .params(parameters(typed))
        .query(
            (row, _) ->
                new Hit(
                    Hit.Kind.CUSTOMER,
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("detail"),
                    true))
        .list();
  }

  static String statement(String typed) {
    String candidates =
        IntStream.range(0, pieces(typed).size())
            .mapToObj(CANDIDATE::formatted)
            .collect(Collectors.joining("union"));
    return """
        select id::text, name, concat_ws(' · ', email, company) as detail
          from (%s) as candidate,
               word_similarity(lower(:typed::text collate pg_c_utf8), search) as likeness
         where likeness >= :least
           and word_similarity(lower(:mailbox::text collate pg_c_utf8), search) >= :least
         order by likeness desc, name
         limit :most
        """
        .formatted(candidates);
  }

  static Map<String, Object> parameters(String typed) {
    Map<String, Object> values = new HashMap<>();
    List<String> pieces = pieces(typed);
    for (int piece = 0; piece < pieces.size(); piece++) {
      values.put("piece" + piece, SearchQuery.part(pieces.get(piece)));
    }
    values.put("typed", typed);
    values.put("mailbox", typed.indexOf('@') > 0 ? typed.substring(0, typed.indexOf('@')) : typed);
    values.put("compared", COMPARED);
    values.put("planned", SearchQuery.PLANNED);
    values.put("least", LEAST);
    values.put("most", SearchQuery.MOST_OF_A_KIND);
    return values;
  }

  /**
   * Cut at the same length, two or more unless they have no letters; those of a short text overlap.
   */
  static List<String> pieces(String typed) {
    int[] characters = typed.codePoints().toArray();
    int count = Math.clamp(characters.length / PIECE, 2, MOST_PIECES);
    int length = Math.max(TRIGRAM, Math.ceilDiv(characters.length, count));
    return IntStream.range(0, count)
        .map(piece -> (characters.length - length) * piece / (count - 1))
        .mapToObj(start -> new String(characters, start, length))
        .flatMap(piece -> run(piece).stream())
        .toList();
  }

  /**
   * The longest run of letters and digits. Around anything else stand trigrams that tens of
   * thousands have for other reasons: "enko.ol", which nobody has, reads 56,000 rows of a million.
   */
  private static Optional<String> run(String piece) {
    return INDEXED
        .matcher(piece)
        .results()
        .map(MatchResult::group)
        .max(Comparator.comparingInt(String::length));
  }
}
