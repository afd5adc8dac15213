package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;

/**
 * How many rows a list has, or about how many.
 *
 * @param total of an estimate only the first three digits are shown
 */
record RowCount(long total, boolean counted) {

  static final RowCount NONE = new RowCount(0, true);

  static RowCount of(Page<?> page) {
    return new RowCount(page.total(), page.counted());
  }

  /** The number for a text: itself, or "about" with a round one. */
  Object in(Component place) {
    return counted ? total : place.getTranslation("list.about", rounded());
  }

  /** With the word for what it counts: the text of that key in the number's plural form. */
  String of(String key, Component place) {
    PluralForm form =
        counted ? PluralForm.of(total, Languages.of(UI.getCurrent().getLocale())) : PluralForm.MANY;
    return place.getTranslation(form.of(key), in(place));
  }

  /** To three digits. */
  long rounded() {
    long unit = 1;
    while (total / unit >= 1_000) {
      unit *= 10;
    }
    return (total + unit / 2) / unit * unit;
  }
}
