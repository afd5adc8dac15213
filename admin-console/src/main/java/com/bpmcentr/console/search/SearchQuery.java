package com.bpmcentr.console.search;

import com.bpmcentr.console.operation.PgPlans;
import com.bpmcentr.license.Limits;
import com.bpmcentr.license.WireName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Looks in each place where what was typed could stand, a few rows of each by an index. None of the
 * parts is sorted: PostgreSQL then stops at its limit instead of reading all that match.
 *
 * <p>What is looked for within a text is planned as if many of it were wanted ({@code found}), and
 * still stops at its limit. For six PostgreSQL would go through the table as soon as it expects to
 * meet them in a part of it, and read all of it where they come late or are not there.
 */
@Repository
class SearchQuery {

  /** Rows of each kind. */
  static final int MOST_OF_A_KIND = 6;

  /** Rows of a text, for which an index is worth its reading wherever it is not in every tenth. */
  static final int PLANNED = 1_000;

  /** What is shorter is a part of too much; only an invoice's number is looked for. */
  private static final int SHORTEST = 2;

  /** Three characters are the least that the index of customers can be asked for. */
  private static final int SHORTEST_PART = 3;

  private static final String CUSTOMER =
      """
      (select 'customer' as kind, c.id::text, c.name as title,
              concat_ws(' · ', c.email, c.company) as detail
         from customer c where %s limit :most)
      """;

  private static final String SUBSCRIPTION =
      """
      (select 'subscription' as kind, s.id::text, n.name as title,
              concat_ws(' · ', s.make_account_id, c.name) as detail
         from subscription s
         join connector n on n.id = s.connector_id
         join customer c on c.id = s.customer_id
        where %s limit :most)
      """;

  private static final String API_KEY =
      """
      (select 'api_key' as kind, k.id::text, k.name as title,
              concat_ws(' · ', k.prefix || '…', c.name) as detail
         from api_key k join customer c on c.id = k.customer_id where %s limit :most)
      """;

  private static final String INVOICE =
      """
      (select 'invoice' as kind, i.id::text, i.number::text as title,
              concat_ws(' · ', c.name, n.name) as detail
         from invoice i
         join customer c on c.id = i.customer_id
         join subscription s on s.id = i.subscription_id
         join connector n on n.id = s.connector_id
        where %s limit :most)
      """;

  /** By what the bank calls the payment, or as much of it as somebody reads out. */
  private static final String PAYMENT =
      """
      (with found as materialized (select i.* from invoice i where %s limit :planned)
       select 'invoice' as kind, i.id::text, i.number::text as title,
              concat_ws(' · ', i.reference, c.name) as detail
         from found i join customer c on c.id = i.customer_id limit :most)
      """;

  private static final String JOB =
      """
      (select 'job' as kind, j.id::text, coalesce(j.parameters ->> 'action', j.kind) as title,
              j.requester_name as detail
         from job j where j.id = :uuid and j.kind <> 'import' limit :most)
      """;

  private static final String IMPORT =
      """
      (select 'import' as kind, i.id::text, i.created_by as title, null as detail
         from customer_import i where i.id = :uuid limit :most)
      """;

  /** Few, and read wholly. */
  private static final String STAFF =
      """
      (select 'staff' as kind, m.id::text, m.name as title, m.email as detail
         from staff m where %s limit :most)
      """;

  private static final String ACCESS_TOKEN =
      """
      (select 'access_token' as kind, t.id::text, t.prefix as title,
              concat_ws(' · ', t.name, m.email) as detail
         from access_token t join staff m on m.id = t.staff_id where %s limit :most)
      """;

  /** As screens, letters and people write it: 17, № 17, No. 17, #17, invoice 17. */
  private static final Pattern INVOICE_NUMBER =
      Pattern.compile(
          "(?:invoice|inv|рахунок|інвойс|счёт|счет|инвойс)?[\\s-]*(?:№|#|no\\.?)?\\s*([0-9]{1,18})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** What numbers are read out and written down with: 123 4567, 123-4567, № 1234567. */
  private static final Pattern SPACERS = Pattern.compile("[\\s\\-№#]+");

  /** A key without what all keys begin with; of a whole one no more than its prefix has. */
  private static final Pattern KEY_LETTERS = Pattern.compile("([A-Za-z0-9]{4,6})[A-Za-z0-9]*");

  /** More words than these are no name, not even a company's as its papers have it. */
  private static final int MOST_WORDS = 12;

  private final JdbcClient jdbc;

  SearchQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param pieces the same in the pieces that marks cut it into: a bank has others between them
   * @param staff whether members and their tokens are looked for, too
   */
  List<Hit> find(String typed, List<String> pieces, boolean staff) {
    PgPlans.forTheseValues(jdbc);
    PgPlans.byOneProcess(jdbc);
    Map<String, Object> values = parameters(typed);
    if (isIndexed(pieces)) {
      values.put("reference", inOrder(pieces));
    }
    return hits(jdbc.sql(statement(typed, staff)).params(values));
  }

  /** A key whose id is known. */
  List<Hit> key(UUID id) {
    return hits(jdbc.sql(API_KEY.formatted("k.id = :uuid")).param("uuid", id).param("most", 1));
  }

  private static List<Hit> hits(JdbcClient.StatementSpec statement) {
    return statement
        .query(
            (row, _) ->
                new Hit(
                    WireName.find(Hit.Kind.class, row.getString("kind")).orElseThrow(),
                    row.getString("id"),
                    row.getString("title"),
                    row.getString("detail"),
                    false))
        .list();
  }

  /** The parts that make sense for what was typed. */
  static String statement(String typed, boolean staff) {
    List<String> parts = new ArrayList<>();
    if (uuid(typed) != null) {
      parts.add(CUSTOMER.formatted("c.id = :uuid"));
      parts.add(SUBSCRIPTION.formatted("s.id = :uuid"));
      parts.add(API_KEY.formatted("k.id = :uuid"));
      parts.add(INVOICE.formatted("i.id = :uuid"));
      parts.add(JOB);
      parts.add(IMPORT);
      if (staff) {
        parts.add(STAFF.formatted("m.id = :uuid"));
        parts.add(ACCESS_TOKEN.formatted("t.id = :uuid"));
      }
    } else {
      if (invoiceNumber(typed) != null) {
        parts.add(INVOICE.formatted("i.number = :number"));
      }
      if (typed.length() < SHORTEST) {
        return String.join("union all", parts);
      }
      if (typed.indexOf('@') > 0) {
        parts.add(CUSTOMER.formatted("lower(c.email) = lower(:typed)"));
      }
      if (typed.length() >= SHORTEST_PART) {
        parts.add(ofText(words(typed).size()));
        parts.add(
            PAYMENT.formatted(
                """
                lower(i.reference collate pg_c_utf8) like lower(:reference::text collate pg_c_utf8)
                """));
      } else {
        parts.add(PAYMENT.formatted("i.reference = :typed"));
      }
      if (Limits.isAccount(typed)) {
        parts.addAll(ofAccount(":beginning"));
        parts.add(API_KEY.formatted("k.prefix like :beginning"));
      }
      if (!squeezed(typed).isEmpty()) {
        parts.addAll(ofAccount(":squeezed"));
      }
      if (KEY_LETTERS.matcher(typed).matches()) {
        parts.add(API_KEY.formatted("k.prefix like :production or k.prefix like :test"));
      }
      if (staff) {
        parts.add(
            STAFF.formatted(
                """
                lower((m.email || ' ' || m.name) collate pg_c_utf8)
                  like lower(:part::text collate pg_c_utf8)
                """));
        parts.add(ACCESS_TOKEN.formatted("t.prefix like :beginning"));
      }
      parts.add(
          """
          (select 'connector' as kind, n.id, n.name as title, n.id as detail
             from connector n
            where lower((n.id || ' ' || n.name) collate pg_c_utf8)
                  like lower(:part::text collate pg_c_utf8)
            limit :most)
          """);
    }
    return String.join("union all", parts);
  }

  private static List<String> ofAccount(String pattern) {
    return List.of(SUBSCRIPTION.formatted("s.make_account_id like " + pattern), moved(pattern));
  }

  /** By the account that it was bound to before it was moved. */
  private static String moved(String pattern) {
    return """
        (select 'subscription' as kind, s.id::text, n.name as title,
                concat_ws(' · ', concat_ws(' → ', m.from_account, s.make_account_id), c.name)
                  as detail
           from account_move m
           join subscription s on s.id = m.subscription_id
           join connector n on n.id = s.connector_id
           join customer c on c.id = s.customer_id
          where m.from_account like %s limit :most)
        """
        .formatted(pattern);
  }

  /** A part of what customers are searched by, or words of it. */
  private static String ofText(int words) {
    if (words < 2) {
      return """
          (with found as materialized (
             select c.* from customer c
              where c.search like lower(:part::text collate pg_c_utf8) limit :planned)
           select 'customer' as kind, c.id::text, c.name as title,
                  concat_ws(' · ', c.email, c.company) as detail
             from found c limit :most)
          """;
    }
    // Who has them one after the other, as typed, has each, which an index says more quickly.
    return """
        (with found as materialized (select c.* from customer c where %s limit :planned)
         (select 'customer' as kind, c.id::text, c.name as title,
                 concat_ws(' · ', c.email, c.company) as detail
            from found c where c.search like lower(:part::text collate pg_c_utf8) limit :most)
         union all
         (select 'customer' as kind, c.id::text, c.name as title,
                 concat_ws(' · ', c.email, c.company) as detail
            from found c limit :most))
        """
        .formatted(eachWord(words));
  }

  /** In whichever order: people say the family name first, or last. */
  private static String eachWord(int words) {
    return IntStream.range(0, words)
        .mapToObj(word -> "c.search like lower(:word%d::text collate pg_c_utf8)".formatted(word))
        .collect(Collectors.joining(" and "));
  }

  private static List<String> words(String typed) {
    List<String> words = List.of(typed.split("\\s+"));
    return isIndexed(words) && words.size() <= MOST_WORDS ? words : List.of();
  }

  private static boolean isIndexed(List<String> words) {
    return words.stream().anyMatch(word -> word.length() >= SHORTEST_PART);
  }

  /** A number without what people set apart its digits with; empty: nothing else than typed. */
  private static String squeezed(String typed) {
    String squeezed = SPACERS.matcher(typed).replaceAll("");
    boolean isNumber =
        squeezed.length() >= SHORTEST && squeezed.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && !squeezed.equals(typed) ? squeezed : "";
  }

  static Map<String, Object> parameters(String typed) {
    Map<String, Object> values = new HashMap<>();
    UUID uuid = uuid(typed);
    if (uuid != null) {
      values.put("uuid", uuid);
    } else {
      values.put("typed", typed);
      values.put("part", part(typed));
      values.put("reference", part(typed));
      values.put("beginning", literally(typed) + "%");
      values.put("squeezed", squeezed(typed) + "%");
      List<String> words = words(typed);
      for (int word = 0; word < words.size(); word++) {
        values.put("word" + word, part(words.get(word)));
      }
      Matcher letters = KEY_LETTERS.matcher(typed);
      if (letters.matches()) {
        values.put("production", "bpm\\_prod\\_" + letters.group(1) + "%");
        values.put("test", "bpm\\_test\\_" + letters.group(1) + "%");
      }
      String number = invoiceNumber(typed);
      if (number != null) {
        values.put("number", Long.valueOf(number));
      }
    }
    values.put("most", MOST_OF_A_KIND);
    values.put("planned", PLANNED);
    return values;
  }

  /** One after the other, whatever stands between them. */
  static String inOrder(List<String> pieces) {
    return pieces.stream().map(SearchQuery::literally).collect(Collectors.joining("%", "%", "%"));
  }

  static String part(String text) {
    return "%" + literally(text) + "%";
  }

  private static String literally(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** Whether there is anything that it could be the whole or a part of. */
  static boolean isEnough(String typed) {
    return typed.length() >= SHORTEST || invoiceNumber(typed) != null;
  }

  /** The number that it says or may say; null when it is none. */
  static @Nullable String invoiceNumber(String typed) {
    Matcher number = INVOICE_NUMBER.matcher(typed);
    return number.matches() ? number.group(1) : null;
  }

  private static @Nullable UUID uuid(String typed) {
    try {
      return typed.length() == 36 ? UUID.fromString(typed) : null;
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
