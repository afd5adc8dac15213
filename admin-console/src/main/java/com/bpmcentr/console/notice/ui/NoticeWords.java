package com.bpmcentr.console.notice.ui;

import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import com.vaadin.flow.component.UI;

/** What a customer is told, in the viewer's words. */
final class NoticeWords {

  private NoticeWords() {}

  static String of(Notice notice, Formats formats) {
    if (notice.step() != null) {
      return UI.getCurrent().getTranslation("notice.reminder", notice.step());
    }
    if (notice.price() != null) {
      return UI.getCurrent().getTranslation("notice.price", formats.money(notice.price()));
    }
    return Words.of("notice", notice.kind());
  }
}
