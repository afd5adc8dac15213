package com.bpmcentr.console.notice.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;

/** What a customer is told, in the viewer's words. */
final class NoticeWords {

  private NoticeWords() {}

  static String of(Notice notice, Formats formats) {
    if (notice.step() != null) {
      return text("notice.reminder", notice.step());
    }
    if (notice.price() != null) {
      return text("notice.price", formats.money(notice.price()));
    }
    return Words.of("notice", notice.kind());
  }
}
