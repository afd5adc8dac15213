package com.bpmcentr.console.connector.ui;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** What is sold. */
@Route("connectors")
@RouteAlias("connectors/" + ListPage.NEW)
@PermitAll
final class ConnectorListPage extends ListPage<Connector> {

  private final ConnectorService connectors;
  private final Viewer viewer;

  ConnectorListPage(ConnectorService connectors, Viewer viewer) {
    super(Screen.CONNECTORS, filters(), query -> connectors.list(viewer.actor(), query));
    this.connectors = connectors;
    this.viewer = viewer;
    addColumns();
    if (viewer.may(Permission.MANAGE_CONNECTORS)) {
      make(getTranslation("connectors.new"), VaadinIcon.PLUS, this::askForConnector);
    }
  }

  private static List<ListFilter> filters() {
    UI ui = UI.getCurrent();
    return List.of(
        ListFilter.text(
            "q", ui.getTranslation("list.search"), ui.getTranslation("connectors.search")),
        ListFilter.choice(
            "state",
            ui.getTranslation("field.state"),
            Words.names(ConnectorState.values()),
            Words.of("connector-state")),
        ListFilter.choice(
            "category",
            ui.getTranslation("field.category"),
            Words.names(Category.values()),
            Words.of("category")),
        ListFilter.choice(
            "group",
            ui.getTranslation("field.group"),
            ConnectorGroups.KNOWN,
            ConnectorGroups::name));
  }

  private void addColumns() {
    var columns = new Columns<>(list().grid());
    Columns.sortable(
        columns.link(
            getTranslation("field.name"),
            connector -> DetailPage.path(Screen.CONNECTORS, connector.id()),
            connector -> connector.details().name(),
            Connector::id),
        "name");
    Columns.sortable(
        columns.text(
            getTranslation("field.group"),
            connector -> ConnectorGroups.name(connector.details().group())),
        "group");
    Columns.sortable(
        columns.text(
            getTranslation("field.category"),
            connector -> Words.of("category", connector.details().category())),
        "category");
    Columns.sortable(
        columns.badge(
            getTranslation("field.state"),
            connector -> Words.of("connector-state", connector.state()),
            connector -> ConnectorTones.of(connector.state())),
        "state");
    columns.text(
        getTranslation("field.maxStalenessSeconds"),
        connector -> Words.duration(connector.details().maxStaleness()));
    columns.text(
        getTranslation("field.onStale"),
        connector -> Words.of("on-stale", connector.details().onStale()));
  }

  private void askForConnector() {
    ConnectorForm.empty()
        .creation(
            (id, details) -> connectors.create(viewer.actor(), id, details),
            made -> DetailPage.open(Screen.CONNECTORS, made.value().id(), made.position()))
        .open();
  }
}
