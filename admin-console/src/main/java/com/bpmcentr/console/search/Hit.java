package com.bpmcentr.console.search;

import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.license.WireName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found.
 *
 * @param title what it is called; of an invoice its number, of a token its prefix, of a job its
 *     action or kind, of an import who began it
 * @param detail what tells it from others of the name
 * @param similar it has not what was typed, but nearly so
 * @param status of a subscription
 */
public record Hit(
    Kind kind,
    String id,
    String title,
    @Nullable String detail,
    boolean similar,
    @Nullable SubscriptionStatus status) {

  Hit(Kind kind, String id, String title, @Nullable String detail, boolean similar) {
    this(kind, id, title, detail, similar, null);
  }

  /** What there is to be found, in the order in which it is shown. */
  public enum Kind implements WireName {
    CUSTOMER,
    SUBSCRIPTION,
    API_KEY,
    INVOICE,
    CONNECTOR,
    JOB,
    IMPORT,
    STAFF,
    ACCESS_TOKEN
  }

  Hit with(@Nullable SubscriptionStatus found) {
    return new Hit(kind, id, title, detail, similar, found);
  }

  /** How well it meets what was typed: 0 wholly, 1 from its beginning, 2 somewhere. */
  int rank(String typed) {
    if (kind == Kind.INVOICE && title.equals(SearchQuery.invoiceNumber(typed))) {
      return 0;
    }
    String folded = typed.toLowerCase(Locale.ROOT);
    return Math.min(rank(title, folded), detail == null ? 2 : rank(detail, folded));
  }

  private static int rank(String text, String folded) {
    String mine = text.toLowerCase(Locale.ROOT);
    if (mine.equals(folded) || mine.startsWith(folded + " ")) {
      return 0;
    }
    return mine.startsWith(folded) ? 1 : 2;
  }
}
