package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Notices;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Puts a text on the clipboard, on the browser's side, and says so. */
public final class CopyButton extends Button {

  /** Without a secure context there is no clipboard API: select it in a field, the older way. */
  private static final String COPY =
      """
      const text = this.dataset.text;
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text);
      } else {
        const field = document.createElement('textarea');
        field.value = text;
        this.after(field);
        field.select();
        document.execCommand('copy');
        field.remove();
      }
      """;

  public CopyButton(String text) {
    super(VaadinIcon.COPY_O.create());
    addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    setAriaLabel(getTranslation("copy.button"));
    setTooltipText(getTranslation("copy.button"));
    getElement().setAttribute("data-text", text);
    getElement().executeJs("this.addEventListener('click', () => { " + COPY + " })");
    addClickListener(event -> Notices.success(getTranslation("copy.done")));
  }
}
