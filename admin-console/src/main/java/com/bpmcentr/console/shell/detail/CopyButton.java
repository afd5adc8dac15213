package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Notices;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Puts a text on the clipboard, on the browser's side, and says whether it is there. */
public final class CopyButton extends Button {

  /**
   * Without a secure context there is no clipboard API: select it in a field, the older way. What
   * could not be copied is left selected, ready for the keyboard.
   */
  private static final String COPY =
      """
      this.addEventListener('click', async () => {
        const text = this.dataset.text;
        let copied = false;
        try {
          if (navigator.clipboard && window.isSecureContext) {
            await navigator.clipboard.writeText(text);
            copied = true;
          } else {
            const field = document.createElement('textarea');
            field.value = text;
            this.after(field);
            field.select();
            copied = document.execCommand('copy');
            field.remove();
          }
        } catch (refused) {
          // told below
        }
        if (!copied && this.previousElementSibling) {
          getSelection().selectAllChildren(this.previousElementSibling);
        }
        this.$server.copied(copied);
      });
      """;

  public CopyButton(String text) {
    super(VaadinIcon.COPY_O.create());
    addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    setAriaLabel(getTranslation("copy.button"));
    setTooltipText(getTranslation("copy.button"));
    getElement().setAttribute("data-text", text);
    getElement().executeJs(COPY);
  }

  @ClientCallable
  void copied(boolean done) {
    if (done) {
      Notices.success(getTranslation("copy.done"));
    } else {
      Notices.failure(getTranslation("copy.failed"));
    }
  }
}
