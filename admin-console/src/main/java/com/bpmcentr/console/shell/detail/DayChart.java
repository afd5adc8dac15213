package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Formats;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/**
 * Calls by the day, as bars: what was allowed, and on top of it what was refused. For who cannot
 * see it the sum is its name, and the numbers stand in a table below.
 */
public final class DayChart extends Div {

  private static final int DAY_WIDTH = 10;
  private static final int BAR_WIDTH = 7;
  private static final int HEIGHT = 80;

  private final Formats formats;

  /** One bar. */
  public record Bar(LocalDate day, long allowed, long refused) {}

  public DayChart(List<Bar> bars, Formats formats) {
    this.formats = formats;
    addClassName("day-chart");
    long allowed = bars.stream().mapToLong(Bar::allowed).sum();
    long refused = bars.stream().mapToLong(Bar::refused).sum();
    if (allowed + refused == 0) {
      add(new Paragraph(getTranslation("chart.nothing", bars.size())));
      return;
    }
    String sum =
        getTranslation("chart.sum", bars.size(), formats.number(allowed), formats.number(refused));
    add(
        picture(bars, sum),
        span(bars),
        legend(),
        new Div(sum),
        new Details(getTranslation("chart.table"), table(bars)));
  }

  private Html picture(List<Bar> bars, String name) {
    long highest = bars.stream().mapToLong(bar -> bar.allowed() + bar.refused()).max().orElse(1);
    var svg = new StringBuilder();
    svg.append("<div><svg viewBox=\"0 0 %d %d\"".formatted(bars.size() * DAY_WIDTH, HEIGHT))
        .append(" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
        .append(HtmlUtils.htmlEscape(name))
        .append("\">");
    for (int number = 0; number < bars.size(); number++) {
      Bar bar = bars.get(number);
      int good = height(bar.allowed(), highest);
      int bad = height(bar.refused(), highest);
      svg.append("<g><title>").append(HtmlUtils.htmlEscape(told(bar))).append("</title>");
      rectangle(svg, "day", number, HEIGHT, HEIGHT);
      rectangle(svg, "allowed", number, HEIGHT, good);
      rectangle(svg, "refused", number, HEIGHT - good, bad);
      svg.append("</g>");
    }
    return new Html(svg.append("</svg></div>").toString());
  }

  private static void rectangle(StringBuilder svg, String kind, int number, int foot, int height) {
    if (height > 0) {
      svg.append(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
              .formatted(kind, number * DAY_WIDTH + 1, foot - height, BAR_WIDTH, height));
    }
  }

  /** What there was at all is seen, however little it is beside the highest. */
  private static int height(long calls, long highest) {
    return calls == 0 ? 0 : (int) Math.max(2, calls * (HEIGHT - 4) / highest);
  }

  /** From which day to which. */
  private Div span(List<Bar> bars) {
    var line =
        new Div(
            new Div(formats.day(bars.getFirst().day())),
            new Div(formats.day(bars.getLast().day())));
    line.addClassNames("day-chart-span", "secondary");
    return line;
  }

  private String told(Bar bar) {
    return getTranslation(
        "chart.day",
        formats.day(bar.day()),
        formats.number(bar.allowed()),
        formats.number(bar.refused()));
  }

  private Div legend() {
    var line = new Div();
    line.addClassNames("day-chart-legend", "secondary");
    for (String kind : List.of("allowed", "refused")) {
      var mark = new Span(getTranslation("chart." + kind));
      mark.addClassName(kind);
      line.add(mark);
    }
    return line;
  }

  private Html table(List<Bar> bars) {
    var rows = new StringBuilder("<table class=\"day-table\"><thead><tr>");
    for (String head : List.of("chart.day.head", "chart.allowed", "chart.refused")) {
      rows.append("<th scope=\"col\">")
          .append(HtmlUtils.htmlEscape(getTranslation(head)))
          .append("</th>");
    }
    rows.append("</tr></thead><tbody>");
    for (Bar bar : bars.reversed()) {
      rows.append("<tr><td>").append(HtmlUtils.htmlEscape(formats.day(bar.day()))).append("</td>");
      number(rows, bar.allowed());
      number(rows, bar.refused());
      rows.append("</tr>");
    }
    return new Html(rows.append("</tbody></table>").toString());
  }

  private void number(StringBuilder rows, long calls) {
    rows.append("<td class=\"number\">")
        .append(HtmlUtils.htmlEscape(formats.number(calls)))
        .append("</td>");
  }
}
