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
    link.setAriaLabel(text("list.csv"));
    link.setTitle(text("list.csv"));
    link.addClassName("list-csv");
    return link;
  }
}
