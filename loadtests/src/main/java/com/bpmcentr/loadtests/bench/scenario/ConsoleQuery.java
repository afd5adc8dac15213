package com.bpmcentr.loadtests.bench.scenario;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question to the console, as its screens and API put it.
 *
 * @param list which list, or what else is asked
 * @param asks in words
 * @param path below {@code /api/v1}
 */
record ConsoleQuery(String list, String asks, String path) {

  private static final int PAGE = 50;

  /** As far as a screen's list is scrolled. */
  private static final int DEEPEST = 10_000;

  /** Each sort, filter and kind of text that a list takes, first and far down. */
  static List<ConsoleQuery> all(ConsoleRows.Examples examples, int customers) {
    List<ConsoleQuery> all = new ArrayList<>();
    String email = examples.get("email");
    String text = email.substring(0, email.indexOf('@'));
    Texts texts =
        new Texts(
            Map.of(
                "a Latin beginning", "kovalch",
                "a common Latin word", "gmail",
                "Cyrillic, from within a word", "овальчу",
                "a part of an e-mail address", text,
                "a company", examples.get("company"),
                "two words of a rare name", "Їжакевич Зайченко",
                "what nobody has", "zzyzx"));

    customers(all, examples, texts, customers);
    subscriptions(all, examples, texts, customers);
    keys(all, examples, texts, customers);
    invoices(all, examples, texts, customers);
    audit(all, examples, customers);
    first(all, "edges");
    first(all, "jobs");
    filter(all, "jobs", "state", "failed");
    filter(all, "jobs", "requester", "бойко");
    filter(all, "jobs", "kind", "subscription.bulk");
    others(all, examples, texts);
    return all;
  }

  private record Texts(Map<String, String> byKind) {
    void into(List<ConsoleQuery> all, String list) {
      byKind.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              text ->
                  all.add(
                      new ConsoleQuery(
                          list,
                          "search: " + text.getKey(),
                          path(list, 1, null, "q", text.getValue()))));
    }
  }

  private static void customers(
      List<ConsoleQuery> all, ConsoleRows.Examples examples, Texts texts, int customers) {
    String list = "customers";
    first(all, list);
    scrolled(all, list, null, null);
    deep(all, list, null, customers);
    for (String sort : List.of("email", "name", "company", "country", "createdAt")) {
      sort(all, list, sort);
    }
    deep(all, list, "name", customers);
    deep(all, list, "company", customers);
    for (String locale : List.of("en", "ru")) {
      scrolled(all, list, "locale", locale);
    }
    scrolled(all, list, "country", "DE");
    scrolled(all, list, "q", "gmail");
    texts.into(all, list);
    filter(all, list, "email", examples.get("email"));
    filter(all, list, "country", "UA");
    filter(all, list, "country", "DE");
    filter(all, list, "locale", "ru");
    filter(all, list, "blocked", "true");
    filter(all, list, "blocked", "false");
    filter(all, list, "connectorId", "rozetka");
    filter(all, list, "makeAccountId", examples.get("account"));
    filter(all, list, "keyPrefix", examples.get("prefix"));
    filter(all, list, "createdFrom", "2026-01-01");
    both(all, list, "country", "DE", "name");
    both(all, list, "locale", "en", "name");
    both(all, list, "q", "gmail", "-name");
    // In Cyrillic: all of them come after the third that is in Latin letters.
    both(all, list, "q", "овальчу", "name");
    both(all, list, "q", "шев", "name");
    both(all, list, "q", "енко", "name");
    both(all, list, "q", "енко", "company");
    both(all, list, "q", "енко", "-company");
    both(all, list, "q", "тов", "name");
    both(all, list, "q", "llc", "-name");
    // in orders whose index has no text
    both(all, list, "q", "gmail", "email");
    both(all, list, "q", "ukr.net", "-email");
    both(all, list, "q", "gmail", "country");
    scrolled(all, list, "q", "kovalch");
  }

  private static void subscriptions(
      List<ConsoleQuery> all, ConsoleRows.Examples examples, Texts texts, int customers) {
    String list = "subscriptions";
    first(all, list);
    scrolled(all, list, null, null);
    deep(all, list, null, customers);
    for (String sort :
        List.of(
            "createdAt",
            "startDate",
            "endDate",
            "price",
            "connector",
            "customer",
            "makeAccountId")) {
      sort(all, list, sort);
    }
    deep(all, list, "endDate", customers);
    scrolled(all, list, "status", "active");
    scrolled(all, list, "interval", "year");
    scrolled(all, list, "q", "gmail");
    deep(all, list, "customer", customers);
    texts.into(all, list);
    for (String status :
        List.of(
            "scheduled",
            "trial",
            "active",
            "past_due",
            "suspended",
            "canceled",
            "expired",
            "revoked")) {
      filter(all, list, "status", status);
    }
    filter(all, list, "customerId", examples.get("customer"));
    filter(all, list, "connectorId", "rozetka");
    filter(all, list, "makeAccountId", examples.get("account"));
    filter(all, list, "bound", "false");
    filter(all, list, "interval", "year");
    filter(all, list, "category", "premium");
    filter(all, list, "autoRenew", "false");
    filter(all, list, "trial", "true");
    filter(all, list, "keyPrefix", examples.get("prefix"));
    both(all, list, "q", "овальчу", "customer");
    for (String sort : List.of("customer", "endDate", "price", "makeAccountId")) {
      both(all, list, "q", "енко", sort);
    }
    both(all, list, "q", "шев", "customer");
    both(all, list, "q", "шев", "endDate");
    both(all, list, "q", "llc", "-customer");
    both(all, list, "status", "suspended", "customer");
    scrolled(all, list, "status", "suspended");
    both(all, list, "status", "past_due", "customer");
    both(all, list, "status", "past_due", "-price");
    both(all, list, "status", "canceled", "endDate");
  }

  private static void keys(
      List<ConsoleQuery> all, ConsoleRows.Examples examples, Texts texts, int customers) {
    String list = "api-keys";
    first(all, list);
    scrolled(all, list, null, null);
    deep(all, list, null, customers);
    for (String sort :
        List.of("name", "prefix", "environment", "createdAt", "notAfter", "customer")) {
      sort(all, list, sort);
    }
    texts.into(all, list);
    both(all, list, "q", "овальчу", "customer");
    both(all, list, "q", "енко", "customer");
    both(all, list, "q", "енко", "notAfter");
    both(all, list, "q", "llc", "-customer");
    both(all, list, "name", "спільний", "customer");
    filter(all, list, "prefix", examples.get("prefix"));
    filter(all, list, "prefix", "bpm_prod_");
    filter(all, list, "name", "спільний");
    filter(all, list, "name", "ключ 5000");
    filter(all, list, "environment", "test");
    filter(all, list, "imported", "true");
    for (String status : List.of("active", "retiring", "expired", "revoked")) {
      filter(all, list, "status", status);
    }
    for (String attention : List.of("expiring", "unused", "shared")) {
      filter(all, list, "attention", attention);
    }
  }

  private static void invoices(
      List<ConsoleQuery> all, ConsoleRows.Examples examples, Texts texts, int customers) {
    String list = "invoices";
    first(all, list);
    scrolled(all, list, null, null);
    deep(all, list, null, customers);
    for (String sort : List.of("number", "issuedAt", "dueAt", "paidAt", "amount", "customer")) {
      sort(all, list, sort);
    }
    deep(all, list, "amount", customers);
    deep(all, list, "customer", customers);
    scrolled(all, list, "status", "paid");
    scrolled(all, list, "method", "paypal");
    texts.into(all, list);
    for (String status : List.of("open", "overdue", "paid", "refunded", "void")) {
      filter(all, list, "status", status);
    }
    filter(all, list, "number", examples.get("number"));
    filter(all, list, "reference", examples.get("reference"));
    filter(all, list, "method", "paypal");
    both(all, list, "q", "овальчу", "customer");
    for (String sort : List.of("customer", "dueAt", "paidAt", "-amount")) {
      both(all, list, "q", "енко", sort);
    }
    both(all, list, "q", "llc", "-customer");
    both(all, list, "status", "void", "amount");
    both(all, list, "status", "overdue", "-amount");
    filter(all, list, "customerId", examples.get("customer"));
  }

  private static void audit(List<ConsoleQuery> all, ConsoleRows.Examples examples, int customers) {
    String list = "audit";
    first(all, list);
    scrolled(all, list, null, null);
    deep(all, list, null, customers);
    for (String sort : List.of("seq", "at", "actor", "operation")) {
      sort(all, list, sort);
    }
    filter(all, list, "actor", "бойко");
    filter(all, list, "actor", "kovalenko 17");
    filter(all, list, "actor", "zzyzx");
    filter(all, list, "operation", "subscription.");
    filter(all, list, "targetType", "api_key");
    filter(all, list, "targetId", examples.get("customer"));
    filter(all, list, "outcome", "refused");
    filter(all, list, "origin", "api");
    filter(all, list, "from", "2026-06-01");
  }

  private static void others(List<ConsoleQuery> all, ConsoleRows.Examples examples, Texts texts) {
    texts.byKind().forEach((kind, text) -> all.add(new ConsoleQuery("Ctrl+K", kind, search(text))));
    all.add(new ConsoleQuery("Ctrl+K", "an e-mail address", search(examples.get("email"))));
    all.add(new ConsoleQuery("Ctrl+K", "a Make account", search(examples.get("account"))));
    all.add(new ConsoleQuery("Ctrl+K", "a key's prefix", search(examples.get("prefix"))));
    all.add(new ConsoleQuery("Ctrl+K", "an id", search(examples.get("subscription"))));
    all.add(new ConsoleQuery("home", "what needs attention", "/attention"));
    all.add(new ConsoleQuery("totals", "of all subscriptions", "/subscriptions/totals"));
  }

  private static String search(String text) {
    return "/search?q=" + encoded(text);
  }

  private static void first(List<ConsoleQuery> all, String list) {
    all.add(new ConsoleQuery(list, "first page", path(list, 1, null, null, null)));
  }

  /** The last page that a screen scrolls to. */
  private static void scrolled(
      List<ConsoleQuery> all, String list, @Nullable String field, @Nullable String value) {
    all.add(
        new ConsoleQuery(
            list,
            "row %,d%s".formatted(DEEPEST, field == null ? "" : ", " + field + "=" + value),
            path(list, DEEPEST / PAGE, null, field, value)));
  }

  /** A page in the middle of the customers, or as far down. */
  private static void deep(
      List<ConsoleQuery> all, String list, @Nullable String sort, int customers) {
    int row = customers / 2;
    all.add(
        new ConsoleQuery(
            list,
            "row %,d%s".formatted(row, sort == null ? "" : ", sort " + sort),
            path(list, row / PAGE + 1, sort, null, null)));
  }

  private static void sort(List<ConsoleQuery> all, String list, String field) {
    for (String order : List.of(field, "-" + field)) {
      all.add(new ConsoleQuery(list, "sort " + order, path(list, 1, order, null, null)));
    }
    all.add(
        new ConsoleQuery(
            list,
            "row %,d, sort %s".formatted(DEEPEST, field),
            path(list, DEEPEST / PAGE, field, null, null)));
  }

  private static void both(
      List<ConsoleQuery> all, String list, String field, String value, String sort) {
    all.add(
        new ConsoleQuery(
            list,
            "%s=%s, sort %s".formatted(field, value, sort),
            path(list, 1, sort, field, value)));
  }

  private static void filter(List<ConsoleQuery> all, String list, String field, String value) {
    all.add(new ConsoleQuery(list, field + "=" + value, path(list, 1, null, field, value)));
  }

  private static String path(
      String list,
      int page,
      @Nullable String sort,
      @Nullable String field,
      @Nullable String value) {
    StringBuilder path = new StringBuilder("/" + list + "?limit=" + PAGE + "&page=" + page);
    if (sort != null) {
      path.append("&sort=").append(sort);
    }
    if (field != null && value != null) {
      path.append("&filter%5B").append(field).append("%5D=").append(encoded(value));
    }
    return path.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
