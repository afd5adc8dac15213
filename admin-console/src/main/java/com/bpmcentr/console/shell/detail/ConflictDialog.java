package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.detail.Merge.Side;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows mine and theirs where they differ, and puts into my form what was chosen. */
final class ConflictDialog extends Dialog {

  private final Fields mine;
  private final Fields theirs;
  private final Map<String, RadioButtonGroup<Side>> choices = new LinkedHashMap<>();

  ConflictDialog(List<Merge.Difference> differences, Fields mine, Fields theirs, Runnable chosen) {
    this.mine = mine;
    this.theirs = theirs;
    setHeaderTitle(getTranslation("conflict.title"));
    var form = new Div(new Paragraph(getTranslation("conflict.what")));
    form.addClassName("dialog-form");
    differences.forEach(difference -> form.add(choice(difference)));
    add(form);
    var back = new Button(getTranslation("dialog.back"), event -> close());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    var go =
        new Button(
            getTranslation("conflict.save"),
            event -> {
              close();
              takeOver();
              chosen.run();
            });
    go.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(back, go);
  }

  private RadioButtonGroup<Side> choice(Merge.Difference difference) {
    String field = difference.field();
    var group = new RadioButtonGroup<Side>(mine.label(field));
    group.setItems(Side.values());
    group.setItemLabelGenerator(
        side ->
            side == Side.MINE
                ? getTranslation("conflict.mine", mine.shown(field))
                : getTranslation("conflict.theirs", theirs.shown(field)));
    group.setValue(difference.suggested());
    if (difference.both()) {
      group.setHelperText(getTranslation("conflict.both"));
    }
    group.addClassName("choices-below");
    choices.put(field, group);
    return group;
  }

  private void takeOver() {
    choices.forEach(
        (field, choice) -> {
          if (choice.getValue() == Side.THEIRS) {
            mine.take(field, theirs);
          }
        });
  }
}
