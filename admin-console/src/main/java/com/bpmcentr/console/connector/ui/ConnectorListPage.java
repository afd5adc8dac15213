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
    return List.of(
        ListFilter.text("q", "list.search", "connectors.search"),
        ListFilter.choice("state", "field.state", ConnectorState.values(), "connector-state"),
        ListFilter.choice("category", "field.category", Category.values(), "category"),
        ListFilter.choice("group", "field.group", ConnectorGroups.KNOWN, ConnectorGroups::name));
  }

  private void addColumns() {
    var columns = new Columns<>(list().grid());
    columns
        .by("name")
        .link(
            "field.name",
            connector -> DetailPage.path(Screen.CONNECTORS, connector.id()),
            connector -> connector.details().name(),
            Connector::id);
    columns
        .by("group")
        .text("field.group", connector -> ConnectorGroups.name(connector.details().group()));
    columns
        .by("category")
        .text("field.category", connector -> Words.of("category", connector.details().category()));
    columns
        .by("state")
        .badge(
            "field.state",
            connector -> Words.of("connector-state", connector.state()),
            connector -> ConnectorTones.of(connector.state()));
    columns.number(
        "field.maxStalenessSeconds",
        connector -> Words.duration(connector.details().maxStaleness()));
    columns.text("field.onStale", connector -> Words.of("on-stale", connector.details().onStale()));
  }

  private void askForConnector() {
    ConnectorForm.empty()
        .creation(
            (id, details) -> connectors.create(viewer.actor(), id, details),
            made -> DetailPage.open(Screen.CONNECTORS, made.value().id(), made.position()))
        .open();
  }
}
