package com.bpmcentr.console.shell.list;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.export.CsvFile;
import com.bpmcentr.console.export.ExportService;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Viewer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lists as files to save, with the filters that are on. */
@Component
public class CsvDownloads {

  private final ExportService exports;
  private final Viewer viewer;

  CsvDownloads(ExportService exports, Viewer viewer) {
    this.exports = exports;
    this.viewer = viewer;
  }

  /**
   * The link that saves a list.
   *
   * @param list one of {@link ExportService#names}
   * @param filters read when it is followed
   */
  public Anchor link(String list, Supplier<Map<String, String>> filters) {
    if (!exports.names().contains(list)) {
      throw new IllegalArgumentException("there is no file of " + list);
    }
    DownloadHandler file =
        event -> {
          switch (exports.export(viewer.actor(), list, filters.get())) {
            case Result.Refused<CsvFile> _ ->
                event.getResponse().setStatus(HttpServletResponse.SC_FORBIDDEN);
            case Result.Done<CsvFile>(CsvFile csv, _) -> {
              event.setFileName(list + ".csv");
              event.setContentType(CsvFile.MEDIA_TYPE);
              csv.writeTo(event.getOutputStream());
            }
          }
        };
    var link = new Anchor(file, "CSV");
    say(link, "list.csv");
    link.addClassName("list-csv");
    return link;
  }

  /** Not of nothing: a file of headings alone is taken for one that failed. */
  static void offer(Anchor link, boolean rows) {
    // a link that is enabled anew has another address
    if (link.isEnabled() != rows) {
      link.setEnabled(rows);
      link.getElement().setAttribute("role", "link");
      link.getElement().setAttribute("aria-disabled", Boolean.toString(!rows));
      say(link, rows ? "list.csv" : "list.csv.none");
    }
  }

  private static void say(Anchor link, String key) {
    link.setAriaLabel(text(key));
    link.setTitle(text(key));
  }
}
