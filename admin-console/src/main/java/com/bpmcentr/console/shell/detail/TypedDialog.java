package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.shared.Registration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dialog that does not lose what was typed into it: not by Esc or a click beside it, not by going
 * to another page, not by closing the window. It asks first.
 */
abstract class TypedDialog extends Dialog {

  private static final String MARK_WHEN_TYPED_INTO =
      """
      this.addEventListener('input', () => this.setAttribute('data-typed', ''));
      this.addEventListener('change', () => this.setAttribute('data-typed', ''));
      """;

  private final Div form = new Div();
  private final Draft draft;
  private final Button go;
  private final Map<HasValue<?, ?>, @Nullable Object> untouched = new HashMap<>();
  private Guard guard = Runnable::run;
  private @Nullable TypedWord word;
  private @Nullable Registration leaving;
  private boolean submitting;

  @SuppressWarnings("this-escape") // Vaadin components are built in their constructors
  TypedDialog(String title, String confirm) {
    setHeaderTitle(title);
    draft = Draft.ofDialog(form, title);
    addOpenedChangeListener(
        event -> {
          if (!event.isOpened()) {
            draft.forget();
          }
        });
    form.addClassName("dialog-form");
    form.getElement().executeJs(MARK_WHEN_TYPED_INTO);
    LeavingGuard.begin(form);
    DetailPage.namedByItsDialogs(UI.getCurrent()).map(Secondary::new).ifPresent(this::add);
    add(form);
    var back = new Button(getTranslation("dialog.back"), event -> leave(this::close));
    back.addThemeVariants(ButtonVariant.TERTIARY);
    go = new Button(confirm, event -> submit());
    go.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(back, go);
    addDialogCloseActionListener(event -> leave(this::close));
  }

  /** What the dialog is for; true closes it, false keeps it open. */
  abstract boolean done();

  final Div form() {
    return form;
  }

  final void markDangerous(boolean dangerous) {
    go.setThemeVariant(ButtonVariant.ERROR, dangerous);
  }

  final void guard(Guard asked) {
    guard = asked;
  }

  /** Goes on only once this has been typed; the field stands at the form's end. */
  final TypedWord askFor(String expected) {
    return askFor(expected, null);
  }

  /** As above, for what does not say itself what it is. */
  final TypedWord askFor(String expected, @Nullable String meaning) {
    var field = new TypedWord(expected);
    field.setHelperText(meaning);
    word = field;
    form.add(field);
    return field;
  }

  /** For what was changed meanwhile: what must be typed may have become another. */
  void judgeAnew() {}

  /** As the button does. */
  final void submit() {
    if (isFilled()) {
      guard.pass(
          () -> {
            submitting = true;
            try {
              if (done()) {
                close();
              }
            } finally {
              submitting = false;
            }
          });
    }
  }

  /** Whether all is there that it asks for; else it says what is missing. */
  boolean isFilled() {
    return word == null || !word.isVisible() || word.isTyped();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    untouched.clear();
    Inputs.within(form)
        .forEach(
            input -> {
              untouched.put(input, input.getValue());
              if (input instanceof HasValueChangeMode typed) {
                typed.setValueChangeMode(ValueChangeMode.EAGER);
              }
            });
    leaving = event.getUI().addBeforeLeaveListener(this::beforeLeave);
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (leaving != null) {
      leaving.remove();
      leaving = null;
    }
    super.onDetach(event);
  }

  /** What is done may lead to another page by itself; nothing typed is lost by that. */
  private void beforeLeave(BeforeLeaveEvent event) {
    if (isOpened() && !submitting && isTyped()) {
      BeforeLeaveEvent.ContinueNavigationAction onward = event.postpone();
      leave(
          () -> {
            close();
            onward.proceed();
          });
    }
  }

  private void leave(Runnable onward) {
    if (!isTyped()) {
      onward.run();
      return;
    }
    new ConfirmDialog(
            getTranslation("typed.title"),
            getTranslation("typed.consequence"),
            getTranslation("typed.discard"),
            () -> {
              onward.run();
              return true;
            })
        .dangerous()
        .open();
  }

  private boolean isTyped() {
    return untouched.entrySet().stream()
        .anyMatch(input -> !Objects.equals(input.getKey().getValue(), input.getValue()));
  }
}
