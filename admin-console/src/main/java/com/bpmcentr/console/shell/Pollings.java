package com.bpmcentr.console.shell;

import com.bpmcentr.console.access.SessionLife;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * All that looks again by itself on one page. The browser asks at one interval, the shortest that
 * is wanted; who wants it less often is passed over meanwhile.
 */
final class Pollings implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int OFF = -1;

  private final UI ui;
  private final List<Polling> active = new ArrayList<>();

  private Pollings(UI ui) {
    this.ui = ui;
    ui.addPollListener(event -> tick());
  }

  static Pollings of(UI ui) {
    Pollings known = ComponentUtil.getData(ui, Pollings.class);
    if (known != null) {
      return known;
    }
    var pollings = new Pollings(ui);
    ComponentUtil.setData(ui, Pollings.class, pollings);
    return pollings;
  }

  void add(Polling polling) {
    active.add(polling);
    setInterval();
  }

  void remove(Polling polling) {
    active.remove(polling);
    setInterval();
  }

  private void tick() {
    VaadinRequest request = VaadinService.getCurrentRequest();
    if (request != null) {
      request.setAttribute(SessionLife.ASKED_BY_ITSELF, true);
    }
    int passed = ui.getPollInterval();
    for (Polling polling : List.copyOf(active)) {
      if (active.contains(polling)) {
        polling.passed(passed);
      }
    }
  }

  void setInterval() {
    ui.setPollInterval((int) active.stream().mapToLong(Polling::waitMillis).min().orElse(OFF));
  }
}
