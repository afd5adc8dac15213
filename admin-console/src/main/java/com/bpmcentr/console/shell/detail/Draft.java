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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into one form, kept by the browser until it is saved or given up, and put back when
 * the form is opened anew: a console that was restarted meanwhile lost nothing.
 */
public final class Draft {

  private final Div form;
  private final String id;
  private final String title;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, HasValue<?, ?>> inputs = new LinkedHashMap<>();
  private final Map<String, String> untouched = new LinkedHashMap<>();
  private @Nullable Note note;

  private Draft(Div form, String id, String title) {
    this.form = form;
    this.id = id;
    this.title = title;
  }

  /**
   * Begins to keep it, as soon as the form is on the page.
   *
   * @param id tells the form from others of its page, in each language
   * @param title as people know it
   */
  public static Draft of(Div form, String id, String title) {
    var draft = new Draft(form, id, title);
    form.addAttachListener(event -> draft.keep());
    return draft;
  }

  /** Of a form that a button opens, which tells it from others. */
  static Draft ofDialog(Div form, String title) {
    return of(form, "", title);
  }

  /** It was saved or given up. */
  public void forget() {
    Drafts.forget(token);
  }

  private void keep() {
    inputs.clear();
    untouched.clear();
    Inputs.within(form)
        .filter(Inputs::mayBeKept)
        .forEach(input -> inputs.put(Inputs.name(input).orElse("#" + inputs.size()), input));
    inputs.forEach(
        (name, input) -> {
          untouched.put(name, Inputs.text(input));
          ((Component) input).getElement().setAttribute("data-kept", name);
        });
    Drafts.keep(form.getElement(), token, id, title, untouched, this::restore);
  }

  private void restore(Drafts.Kept kept) {
    List<String> changed = new ArrayList<>();
    inputs.forEach(
        (name, input) -> {
          String typed = kept.values().get(name);
          if (typed != null) {
            String now = Inputs.text(input);
            boolean comparable = kept.sameWords() || !Inputs.isChoice(input);
            if (comparable
                && !now.equals(kept.base().getOrDefault(name, now))
                && !now.equals(typed)) {
              changed.add(text("draft.changed", Inputs.label(input).orElse(name), now));
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
    inputs.forEach((name, input) -> Inputs.put(input, untouched.getOrDefault(name, "")));
    if (note != null) {
      form.remove(note);
    }
  }
}
