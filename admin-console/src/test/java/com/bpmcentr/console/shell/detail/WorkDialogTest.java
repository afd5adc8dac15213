package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkDialogTest {

  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);
  private final CompletableFuture<Thread> worker = new CompletableFuture<>();
  private final CompletableFuture<String> coming = new CompletableFuture<>();
  private final List<String> found = new ArrayList<>();

  @Test
  void open_whatTakesLong_isShownOnceItIsThere() throws InterruptedException {
    Dialog dialog = open();

    end();

    assertThat(found).containsExactly("what came of it");
    assertThat(dialog.isOpened()).isFalse();
  }

  /** A closed dialog is on the page for a moment more, until the browser has said so. */
  @Test
  void close_beforeItHasEnded_showsNothing() throws InterruptedException {
    Dialog dialog = open();

    dialog.close();
    end();

    assertThat(dialog.isAttached()).isTrue();
    assertThat(found).isEmpty();
  }

  private Dialog open() {
    WorkDialog.open(
        "Suspend",
        "Looking",
        _ -> {
          worker.complete(Thread.currentThread());
          return coming.join();
        },
        found::add);
    return Parts.dialogs(ui).getFirst();
  }

  private void end() throws InterruptedException {
    coming.complete("what came of it");
    worker.join().join();
    ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
  }
}
