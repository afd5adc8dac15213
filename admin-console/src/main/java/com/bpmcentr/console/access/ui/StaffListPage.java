package com.bpmcentr.console.access.ui;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.PermitAll;
import java.time.InstantSource;
import java.util.List;

/** Who works here. */
@Route("staff")
@RouteAlias("staff/" + ListPage.NEW)
@PermitAll
final class StaffListPage extends ListPage<StaffMember> {

  private final StaffAccounts staff;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final InstantSource clock;

  StaffListPage(
      StaffAccounts staff, Viewer viewer, Reauthentication reauthentication, InstantSource clock) {
    super(Screen.STAFF, filters(), query -> staff.list(viewer.actor(), query));
    this.staff = staff;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
    this.clock = clock;
    addColumns(viewer.formats(getLocale()));
    if (viewer.may(Permission.MANAGE_STAFF)) {
      make(getTranslation("staff.new"), VaadinIcon.PLUS, this::askForMember);
    }
  }

  private static List<ListFilter> filters() {
    return List.of(
        ListFilter.text("q", "list.search", "staff.search"),
        ListFilter.choice("role", "staff.role", Role.values(), "role"),
        ListFilter.choice(
            "enabled", "field.state", List.of("true", "false"), Words.of("staff.enabled")));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns
        .by("name")
        .link(
            "staff.name",
            member -> DetailPage.path(Screen.STAFF, member.id().toString()),
            StaffMember::name,
            StaffMember::email);
    columns.by("role").text("staff.role", member -> Words.of("role", member.role()));
    columns.badge(
        "field.state",
        member -> StaffWords.state(member, clock.instant()),
        member -> StaffWords.tone(member, clock.instant()));
    columns
        .by("lastLoginAt")
        .text("staff.last-login", member -> formats.optionalDateTime(member.lastLoginAt()));
    columns.by("createdAt").text("field.createdAt", member -> formats.date(member.createdAt()));
  }

  private void askForMember() {
    StaffForm.empty()
        .creation(
            (email, details) -> staff.create(viewer.actor(), email, details),
            done ->
                NewPassword.show(
                    done.value(),
                    () ->
                        DetailPage.open(Screen.STAFF, done.value().member().id().toString(), null)))
        .guardedBy(reauthentication)
        .open();
  }
}
