package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Permission;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;

/** The imports, the newest first. Looks again by itself. */
@Route("imports")
@RouteAlias("imports/" + ListPage.NEW)
@PermitAll
final class ImportListPage extends ListPage<Import> {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Formats formats;
  private final Polling polling = Polling.ofItsOwnWords(BETWEEN_LOOKS, () -> list().look());

  ImportListPage(ImportService imports, Viewer viewer) {
    super(
        Screen.IMPORTS,
        filters(viewer.formats(UI.getCurrent().getLocale())),
        query -> imports.list(viewer.actor(), query));
    this.formats = viewer.formats(getLocale());
    addColumns();
    if (viewer.may(Permission.IMPORT)) {
      make(
          getTranslation("imports.new"),
          VaadinIcon.UPLOAD,
          () -> new ImportDialog(imports, viewer).open());
    }
  }

  private static List<ListFilter> filters(Formats formats) {
    return List.of(
        ListFilter.text("createdBy", "filter.createdBy"),
        ListFilter.day("createdFrom", formats),
        ListFilter.day("createdUntil", formats));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    polling.start(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private void addColumns() {
    var columns = new Columns<>(list().grid());
    columns
        .by("createdAt")
        .link(
            "field.createdAt",
            each -> DetailPage.path(Screen.IMPORTS, each.id().toString()),
            each -> formats.dateTimeExactly(each.createdAt()),
            Import::createdBy);
    columns.changingBadge("field.state", ImportWords::state, ImportWords::tone);
    columns.progress("imports.lines", ImportWords::share, each -> ImportWords.lines(each, formats));
    columns.number("imports.imported", each -> formats.number(each.imported()));
    columns.number("imports.unchanged", each -> formats.number(each.unchanged()));
    columns.number("imports.refused", each -> formats.number(each.refused()));
  }
}
