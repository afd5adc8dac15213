package com.bpmcentr.console.shell.detail;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.Drafts;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into one form, kept by the browser until it is saved or given up, and put back when
 * the form is opened anew: a console that was restarted meanwhile lost nothing.
 */
public final class Draft {

  private final Div form;
  private final String name;
  private final Map<String, HasValue<?, ?>> inputs = new LinkedHashMap<>();
  private final Map<String, String> untouched = new LinkedHashMap<>();
  private @Nullable Note note;

  private Draft(Div form, String name) {
    this.form = form;
    this.name = name;
  }

  /**
   * Begins to keep it, as soon as the form is on the page.
   *
   * @param name tells the form from others of its page
   */
  public static Draft of(Div form, String name) {
    var draft = new Draft(form, name);
    form.addAttachListener(event -> draft.keep());
    return draft;
  }

  /** It was saved or given up. */
  public void forget() {
    Drafts.forget(name);
  }

  private void keep() {
    inputs.clear();
    untouched.clear();
    Inputs.within(form)
        .filter(Inputs::mayBeKept)
        .forEach(input -> inputs.put(Inputs.label(input).orElse("#" + inputs.size()), input));
    inputs.forEach(
        (label, input) -> {
          untouched.put(label, Inputs.text(input));
          ((Component) input).getElement().setAttribute("data-kept", label);
        });
    Drafts.keep(form.getElement(), name, untouched, this::restore);
  }

  private void restore(Drafts.Kept kept) {
    List<String> changed = new ArrayList<>();
    inputs.forEach(
        (label, input) -> {
          String typed = kept.values().get(label);
          if (typed != null) {
            String now = Inputs.text(input);
            if (!now.equals(kept.base().getOrDefault(label, now)) && !now.equals(typed)) {
              changed.add(text("draft.changed", label, now));
            }
            Inputs.put(input, typed);
          }
        });
    show(kept, changed);
  }

  private void show(Drafts.Kept kept, List<String> changed) {
    var discard = new Button(text("draft.discard"), event -> discard());
    discard.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    var shown =
        new Note(
                Note.Kind.INFO,
                text("draft.restored", kept.when()),
                changed.stream().map(Div::new).toArray(Component[]::new))
            .action(discard);
    shown.getElement().setAttribute("role", "status");
    if (note != null) {
      form.remove(note);
    }
    note = shown;
    form.addComponentAsFirst(shown);
  }

  /** The form as it was before anything was typed. */
  private void discard() {
    forget();
    inputs.forEach((label, input) -> Inputs.put(input, untouched.getOrDefault(label, "")));
    if (note != null) {
      form.remove(note);
    }
  }
}
