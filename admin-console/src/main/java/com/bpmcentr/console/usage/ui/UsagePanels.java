package com.bpmcentr.console.usage.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.DayChart;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.usage.UsageOf;
import com.bpmcentr.console.usage.UsageService;
import com.vaadin.flow.component.UI;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How much something was used lately, as a picture. */
@Component
public class UsagePanels {

  private final UsageService usage;
  private final Viewer viewer;

  public UsagePanels(UsageService usage, Viewer viewer) {
    this.usage = usage;
    this.viewer = viewer;
  }

  public Panel of(UsageOf subject, UUID id) {
    Formats formats = viewer.formats(UI.getCurrent().getLocale());
    return new Panel(
        text("chart.title"),
        new DayChart(
            usage.byDay(viewer.actor(), subject, id, formats.zone()).orElseThrow().stream()
                .map(day -> new DayChart.Bar(day.day(), day.allowed(), day.refused()))
                .toList(),
            formats));
  }
}
