package com.bpmcentr.console.search;

import com.bpmcentr.console.operation.PgPlans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Of each piece; whoever has a piece that thousands have is found by another one. */
  private static final int COMPARED = 100;

  /** How much of what was typed must be there, in trigrams. */
  private static final double LEAST = 0.5;

  private static final String CANDIDATE =
      """
      (select c.id, c.name, c.email, c.company, c.search
         from customer c where c.search like lower(:piece%d::text collate pg_c_utf8)
        limit :compared)
      """;

  private final JdbcClient jdbc;

  SimilarQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The most alike first. */
  List<Hit> find(String typed) {
    if (typed.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
      return List.of();
    }
    PgPlans.forTheseValues(jdbc);
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
    values.put("compared", COMPARED);
    values.put("least", LEAST);
    values.put("most", SearchQuery.MOST_OF_A_KIND);
    return values;
  }

  /** Two or more of the same length. */
  private static List<String> pieces(String typed) {
    int count = Math.clamp(typed.length() / PIECE, 2, MOST_PIECES);
    List<String> pieces = new ArrayList<>();
    for (int piece = 0; piece < count; piece++) {
      pieces.add(
          typed.substring(typed.length() * piece / count, typed.length() * (piece + 1) / count));
    }
    return pieces;
  }
}
