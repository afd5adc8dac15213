package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.dom.Element;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the script {@code drafts.js}, which keeps what is typed, in the present page. */
public final class Drafts {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Drafts() {}

  /**
   * What was kept of a form.
   *
   * @param when it was last typed into, as people read it
   * @param base what the fields held before, by their names
   * @param values what was typed
   * @param sameWords whether it was typed in the language of now, so that choices are called the
   *     same
   */
  public record Kept(
      String when, Map<String, String> base, Map<String, String> values, boolean sameWords) {}

  /** A form of a page into which something was typed. */
  record Offered(String key, String form, String when) {}

  private record AllOffered(List<Offered> drafts) {}

  /** Whose drafts the browser keeps from now on, with times of this zone; those of others go. */
  static void belongTo(UUID member, ZoneId zone) {
    page().executeJs("window.drafts.belongTo($0, $1)", member.toString(), zone.getId());
  }

  /**
   * Keeps what is typed into the form from now on.
   *
   * @param token stands for the form in the present page
   * @param id tells the form from others of its page; empty for one that a button opens
   * @param title as people know it
   * @param untouched what its fields hold, by their names
   * @param before is given what was kept of it before, if anything was
   */
  public static void keep(
      Element form,
      String token,
      String id,
      String title,
      Map<String, String> untouched,
      Consumer<Kept> before) {
    form.executeJs(
            "return JSON.stringify(window.drafts.keep(this, $0, $1, $2, JSON.parse($3)))",
            token,
            id,
            title,
            JSON.writeValueAsString(untouched))
        .then(
            String.class,
            json -> {
              Kept kept = read(json, Kept.class);
              if (kept != null) {
                before.accept(kept);
              }
            });
  }

  /** A form was saved, or what was typed into it was given up. */
  public static void forget(String token) {
    page().executeJs("window.drafts.forget($0)", token);
  }

  static void offered(String path, Consumer<List<Offered>> found) {
    page()
        .executeJs("return JSON.stringify({drafts: window.drafts.offered($0)})", path)
        .then(
            String.class,
            json -> {
              AllOffered all = read(json, AllOffered.class);
              found.accept(all == null ? List.of() : all.drafts());
            });
  }

  static void reopen(Offered draft, Runnable notThere) {
    page()
        .executeJs("return window.drafts.reopen($0)", draft.key())
        .then(
            Boolean.class,
            opened -> {
              if (!opened) {
                notThere.run();
              }
            });
  }

  static void discard(Offered draft) {
    page().executeJs("window.drafts.discard($0)", draft.key());
  }

  /** Nothing stays for whoever sits down here next. */
  static void clear() {
    page().executeJs("window.drafts.clear()");
  }

  /** The browser's storage is anybody's to write into: what cannot be read was not kept. */
  private static <T> @Nullable T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException unreadable) {
      return null;
    }
  }

  private static Page page() {
    return UI.getCurrent().getPage();
  }
}
