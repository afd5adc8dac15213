package com.bpmcentr.console.shell.list;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.detail.Actions;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields that narrow a list. On a phone, where they would leave little room for the rows, all
 * but the first search stand behind a button; what is set is said by the chips in any case.
 */
final class ListTools extends Div {

  private static final String OPEN = "open";

  ListTools(List<ListFilter> filters) {
    addClassName("list-tools");
    List<Component> choices = new ArrayList<>();
    List<Component> days = new ArrayList<>();
    for (ListFilter filter : filters) {
      filter
          .field()
          .ifPresent(
              field -> {
                switch (field) {
                  case TextField search when getComponentCount() == 0 -> add(search);
                  case DatePicker day -> days.add(day);
                  default -> choices.add(field);
                }
              });
    }
    for (int first = 0; first < days.size(); first += 2) {
      var pair = new Div();
      pair.add(days.subList(first, Math.min(first + 2, days.size())));
      pair.addClassName("list-days");
      choices.add(pair);
    }
    if (choices.size() > 1) {
      var folded = new Div();
      folded.addClassName("list-choices");
      folded.add(choices);
      add(opening(folded), folded);
    } else {
      add(choices);
    }
  }

  private static Button opening(Div folded) {
    var button = new Button(text("list.filters"), VaadinIcon.FILTER.create());
    Actions.name(button, "list.filters");
    button.addThemeVariants(ButtonVariant.TERTIARY);
    button.addClassName("list-opening");
    show(button, folded, false);
    button.addClickListener(event -> show(button, folded, !folded.hasClassName(OPEN)));
    return button;
  }

  private static void show(Button button, Div folded, boolean open) {
    folded.setClassName(OPEN, open);
    button.getElement().setAttribute("aria-expanded", Boolean.toString(open));
  }
}
