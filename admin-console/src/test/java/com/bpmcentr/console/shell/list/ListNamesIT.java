package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.shell.Desk;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** What the lists' pages can be filtered and sorted by is what the lists understand. */
@ConsoleTest
class ListNamesIT {

  /** Of whatever kind a filter is that is typed, or comes by a link: one of these is such a one. */
  private static final List<String> VALUES =
      List.of("1", "rozetka", "UA", new UUID(0, 7).toString());

  @Autowired private TestStaff staff;
  @Autowired private Desk desk;
  @Autowired private LicenseDatabase database;

  @BeforeEach
  void open() {
    desk.sitDown(staff.member(Role.OWNER));
  }

  @AfterEach
  void close() {
    desk.leave();
  }

  @Test
  void sorts_ofEachListsColumns_areUnderstood() {
    int sorts = 0;
    for (String path : ListScreens.routes()) {
      ListPage<?> page = page(path);
      for (Grid.Column<?> column : page.list().grid().getColumns()) {
        String name = column.getKey();
        if (name != null) {
          assertThat(isUnderstood(page, path, "sort", name)).as("%s by %s", path, name).isTrue();
          sorts++;
        }
      }
      assertThat(isUnderstood(page, path, "sort", "no-such")).as("of %s", path).isFalse();
    }
    assertThat(sorts).isGreaterThan(30);
  }

  @Test
  void filters_ofEachList_areUnderstoodWithEachOfTheirChoices() {
    int filters = 0;
    for (String path : ListScreens.routes()) {
      ListPage<?> page = page(path);
      for (ListFilter filter : filters(page)) {
        Component field = filter.field().orElse(null);
        if (field instanceof Select<?> choice) {
          assertThat(choice.getListDataView().getItems())
              .as("%s with %s", path, filter.name())
              .allMatch(value -> isUnderstood(page, path, filter.name(), value.toString()));
        } else {
          Stream<String> values =
              field instanceof DatePicker ? Stream.of("2026-11-22") : VALUES.stream();
          assertThat(values)
              .as("%s with %s", path, filter.name())
              .anyMatch(value -> isUnderstood(page, path, filter.name(), value));
        }
        filters++;
      }
      assertThat(isUnderstood(page, path, "no-such", "1")).as("of %s", path).isFalse();
    }
    assertThat(filters).isGreaterThan(50);
  }

  /** A link alone could narrow by them, or the API. */
  @ParameterizedTest
  @CsvSource({
    "subscriptions, connectorId, rozetka, Connector: Rozetka",
    "customers, connectorId, rozetka, Connector: Rozetka",
    "customers, country, UA, Country: Ukraine",
    "invoices, dueFrom, 2026-11-22, Due from: ",
    "invoices, dueUntil, 2026-11-22, Due up to: ",
    "invoices, paidFrom, 2026-11-22, Paid from: ",
    "invoices, paidUntil, 2026-11-22, Paid up to: ",
    "audit, operation, subscription.revoke, Action: Subscription: revocation",
    "imports, createdBy, owner, Created by: owner",
    "imports, createdFrom, 2026-11-22, Created from: ",
    "imports, createdUntil, 2026-11-22, Created up to: "
  })
  void filter_thatStaffLookFor_hasAFieldThatShowsItAndAChip(
      String path, String name, String value, String chip) {
    ListPage<?> page = page(path);

    assertThat(isUnderstood(page, path, name, value)).isTrue();

    assertThat(filters(page))
        .filteredOn(filter -> filter.name().equals(name))
        .singleElement()
        .extracting(ListNamesIT::shown)
        .isEqualTo(value);
    assertThat(page.list().getElement().getTextRecursively()).contains(chip);
  }

  private static String shown(ListFilter filter) {
    return String.valueOf(((HasValue<?, ?>) filter.field().orElseThrow()).getValue());
  }

  /** The page was none at all, where its list would have said so and offered to try again. */
  @Test
  void connectors_cannotBeRead_theListSaysSo() {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    tables.sql("alter table connector rename to taken_away").update();
    try {
      ListPanel<?> list = page("subscriptions").list();
      list.show(new Location("subscriptions"));

      assertThat(Parts.only(list, ListVacancy.class).getElement().getTextRecursively())
          .contains("could not be loaded");
    } finally {
      tables.sql("alter table taken_away rename to connector").update();
    }
  }

  @Test
  void prices_cannotBeRead_thePageSaysSoAndTriesAgain() {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    tables.sql("alter table connector rename to taken_away").update();
    Component prices;
    try {
      prices = desk.page("prices");
      ReflectionTestUtils.invokeMethod(prices, "show");
      assertThat(Parts.of(prices, Note.class)).hasSize(1);
    } finally {
      tables.sql("alter table taken_away rename to connector").update();
    }

    desk.press(prices, "list.retry");

    assertThat(Parts.of(prices, Note.class)).isEmpty();
    assertThat(prices.getElement().getTextRecursively()).contains("15.00");
  }

  @Test
  void csv_whereNothingIsListed_isNotOfferedAndSaysWhy() {
    ListPanel<?> some = page("connectors").list();
    some.show(new Location("connectors"));
    assertThat(csv(some).isEnabled()).isTrue();

    ListPanel<?> list = page("subscriptions").list();
    list.show(new Location("subscriptions?customerId=" + new UUID(0, 7)));
    assertThat(csv(list).isEnabled()).isFalse();
    assertThat(csv(list).getElement().hasAttribute("href")).isFalse();
    assertThat(csv(list).getTitle()).get().asString().startsWith("Nothing is found");

    list.show(new Location("subscriptions?no-such=1"));
    assertThat(csv(list).isEnabled()).isFalse();
  }

  private static Anchor csv(ListPanel<?> list) {
    return Parts.of(list, Anchor.class).stream()
        .filter(link -> link.hasClassName("list-csv"))
        .findFirst()
        .orElseThrow();
  }

  /** A filter and an order that are looked for each week had to be set anew there. */
  @Test
  void views_areOfferedOnPricesToo() {
    Component prices = desk.page("prices");

    assertThat(Parts.of(prices, ViewMenu.class)).hasSize(1);
  }

  private ListPage<?> page(String path) {
    return (ListPage<?>) desk.page(path);
  }

  /** As the address bar says it. */
  private static boolean isUnderstood(ListPage<?> page, String path, String name, String value) {
    ListPanel<?> list = page.list();
    list.show(new Location(path, QueryParameters.of(name, value)));
    ListVacancy instead = Parts.only(list, ListVacancy.class);
    String said = instead.isVisible() ? instead.getElement().getTextRecursively() : "";
    assertThat(said).as("%s with %s=%s", path, name, value).doesNotContain("could not be loaded");
    return !said.contains("This filter is not understood");
  }

  @SuppressWarnings("unchecked")
  private static List<ListFilter> filters(ListPage<?> page) {
    return (List<ListFilter>)
        Objects.requireNonNull(ReflectionTestUtils.getField(page.list(), "filters"));
  }
}
