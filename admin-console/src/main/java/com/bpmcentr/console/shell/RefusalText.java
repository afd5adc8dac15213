package com.bpmcentr.console.shell;

import com.bpmcentr.console.operation.Refusal;
import com.vaadin.flow.component.UI;
import java.util.List;

/** A service's refusal in the viewer's words. */
public final class RefusalText {

  private RefusalText() {}

  public static String of(Refusal refusal, UI ui) {
    return switch (refusal) {
      case Refusal.NotFound _ -> ui.getTranslation("refused.not-found");
      case Refusal.Forbidden _ -> ui.getTranslation("refused.forbidden");
      case Refusal.VersionConflict _ -> ui.getTranslation("refused.version-conflict");
      case Refusal.StateForbids(String status, String action) ->
          ui.getTranslation(
              "refused.state",
              ui.getTranslation("action." + action),
              ui.getTranslation("status." + status));
      case Refusal.Invalid(String field, String messageKey, List<Object> arguments) ->
          ui.getTranslation("field." + field) + ": " + text(ui, messageKey, arguments);
      case Refusal.LimitReached(String limit, int allowed) ->
          ui.getTranslation("refused.limit." + limit, allowed);
      case Refusal.SelectionChanged(int total) ->
          ui.getTranslation("refused.selection-changed", total);
      case Refusal.AlreadyExists(String field) ->
          ui.getTranslation("refused.already-exists", ui.getTranslation("field." + field));
    };
  }

  /** Without the field's name, for a message that stands under the field itself. */
  public static String atField(Refusal refusal, UI ui) {
    return switch (refusal) {
      case Refusal.Invalid(String _, String messageKey, List<Object> arguments) ->
          text(ui, messageKey, arguments);
      case Refusal.AlreadyExists _ -> ui.getTranslation("refused.taken");
      default -> of(refusal, ui);
    };
  }

  private static String text(UI ui, String messageKey, List<Object> arguments) {
    return ui.getTranslation(messageKey, arguments.toArray());
  }
}
