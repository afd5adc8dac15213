package com.bpmcentr.console.shell;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service's refusal in the viewer's words. */
public final class RefusalText {

  /**
   * Where the words for a state stand: most things share theirs. First those of a subscription that
   * keys and tokens have as well, which are told without a gender here.
   */
  private static final List<String> STATES =
      List.of("refused-status.", "status.", "invoice-status.", "import-state.", "job-state.");

  private RefusalText() {}

  /** Moments within refusals are told on this page by the company's clock. */
  static void tellMomentsBy(ZoneId zone, UI ui) {
    ComponentUtil.setData(ui, ZoneId.class, zone);
  }

  public static String of(Refusal refusal, UI ui) {
    return switch (refusal) {
      case Refusal.NotFound _ -> ui.getTranslation("refused.not-found");
      case Refusal.Forbidden _ -> ui.getTranslation("refused.forbidden");
      case Refusal.VersionConflict _ -> ui.getTranslation("refused.version-conflict");
      case Refusal.StateForbids(String status, String action, @Nullable String instead) ->
          ui.getTranslation(
                  "refused.state", known("action." + action, ui).orElse(action), status(status, ui))
              + told(instead, ui);
      case Refusal.Invalid(String field, String messageKey, List<Object> arguments) ->
          field(field, ui) + ": " + text(ui, messageKey, arguments);
      case Refusal.LimitReached(String limit, int allowed, @Nullable String instead) ->
          ui.getTranslation("refused.limit." + limit, allowed) + told(instead, ui);
      case Refusal.SelectionChanged(int total) ->
          ui.getTranslation("refused.selection-changed", total);
      case Refusal.AlreadyExists(String field) ->
          ui.getTranslation("refused.already-exists", field(field, ui));
    };
  }

  private static String told(@Nullable String instead, UI ui) {
    return instead == null ? "" : " " + ui.getTranslation(instead) + ".";
  }

  /** Without the field's name, for a message that stands under the field itself. */
  public static String atField(Refusal refusal, UI ui) {
    return switch (refusal) {
      case Refusal.Invalid(String field, String messageKey, List<Object> arguments) ->
          field.equals("reason") && messageKey.equals(InvalidKey.REQUIRED)
              ? ui.getTranslation("reason.missing")
              : asASentence(text(ui, messageKey, arguments), ui);
      case Refusal.AlreadyExists _ -> ui.getTranslation("refused.taken");
      default -> of(refusal, ui);
    };
  }

  /** The same words follow the field's name elsewhere. */
  private static String asASentence(String words, UI ui) {
    return words.substring(0, 1).toUpperCase(ui.getLocale()) + words.substring(1);
  }

  private static String text(UI ui, String messageKey, List<Object> arguments) {
    return ui.getTranslation(
        messageKey, arguments.stream().map(argument -> told(argument, ui)).toArray());
  }

  /** Moments and amounts as they are told elsewhere on the page; all else as it is. */
  private static Object told(Object argument, UI ui) {
    ZoneId zone = ComponentUtil.getData(ui, ZoneId.class);
    return zone != null && argument instanceof String text
        ? new Formats(ui.getLocale(), zone).valueIfOne(text)
        : argument;
  }

  private static String status(String status, UI ui) {
    return STATES.stream()
        .flatMap(kind -> known(kind + status, ui).stream())
        .findFirst()
        .orElse(status);
  }

  /** A part of a field, such as a line's second key, has no name of its own. */
  private static String field(String field, UI ui) {
    return known("field." + field, ui).orElse(field);
  }

  private static Optional<String> known(String key, UI ui) {
    return Optional.of(ui.getTranslation(key)).filter(text -> !text.endsWith(key));
  }
}
