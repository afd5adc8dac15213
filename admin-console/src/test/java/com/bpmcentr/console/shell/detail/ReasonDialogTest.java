package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReasonDialogTest {

  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);
  private final List<String> done = new ArrayList<>();

  @Test
  void confirm_withoutTheWordOrTheReason_doesNothing() {
    ReasonDialog dialog =
        new ReasonDialog("Revoke?", "It ends.", "Revoke", (String reason) -> done.add(reason))
            .typing("bpm_prod_abc");
    dialog.open();
    TypedWord word = Parts.only(dialog, TypedWord.class);
    TextArea reason = Parts.only(dialog, TextArea.class);

    Parts.confirm(dialog);
    assertThat(word.isInvalid()).isTrue();
    assertThat(word.getErrorMessage()).isEqualTo("Type what is named above");
    assertThat(reason.isInvalid()).isTrue();
    assertThat(reason.getErrorMessage()).isEqualTo("Give a reason");
    reason.setValue("fraud");
    Parts.confirm(dialog);
    word.setValue("bpm_prod_abd");
    Parts.confirm(dialog);
    assertThat(word.getErrorMessage()).isEqualTo("This is something else");
    word.setValue("bpm_prod_abc");
    reason.setValue(" ");
    Parts.confirm(dialog);

    assertThat(done).isEmpty();
    assertThat(dialog.isOpened()).isTrue();

    reason.setValue("fraud");
    Parts.confirm(dialog);
    assertThat(done).containsExactly("fraud");
    assertThat(dialog.isOpened()).isFalse();
  }

  @Test
  void confirm_guarded_goesOnOnlyWhenTheGuardLets() {
    List<Runnable> waiting = new ArrayList<>();
    ReasonDialog dialog =
        new ReasonDialog("Revoke?", "It ends.", "Revoke", (String reason) -> done.add(reason))
            .guardedBy(waiting::add);
    dialog.open();
    Parts.only(dialog, TextArea.class).setValue("fraud");

    Parts.confirm(dialog);
    assertThat(done).isEmpty();
    waiting.getFirst().run();

    assertThat(done).containsExactly("fraud");
  }
}
