package com.bpmcentr.console.audit.ui;

import com.bpmcentr.console.audit.RecordedRefusal;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Words;
import com.vaadin.flow.component.UI;
import java.util.List;

/** The log's own words in the viewer's. A word that has no translation is shown as it is. */
public final class AuditWords {

  static final List<String> TARGETS =
      List.of(
          "customer",
          "subscription",
          "invoice",
          "api-key",
          "connector",
          "price",
          "staff",
          "access-token",
          "job",
          "due-work",
          "saved-view",
          "import",
          "settings",
          "signing-key",
          "feed",
          "audit");

  private AuditWords() {}

  static String target(String type) {
    return Words.ifKnown("audit.target." + type, type);
  }

  /** {@code subscription.cancel}: what, then what was done to it. */
  public static String operation(String operation) {
    int dot = operation.indexOf('.');
    if (dot < 0) {
      return target(operation);
    }
    String verb = operation.substring(dot + 1);
    return target(operation.substring(0, dot)) + ": " + Words.ifKnown("audit.verb." + verb, verb);
  }

  /** Why something was refused; as it is recorded where the viewer's words would lack a part. */
  static String refusal(String recorded) {
    UI ui = UI.getCurrent();
    return RecordedRefusal.read(recorded)
        .map(refusal -> RefusalText.of(refusal, ui))
        .filter(text -> !text.contains("{0") && !text.contains("!" + ui.getLocale().getLanguage()))
        .orElse(recorded);
  }
}
