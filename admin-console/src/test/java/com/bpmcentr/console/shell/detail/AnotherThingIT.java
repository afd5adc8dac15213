package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.shell.Desk;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.staff.Role;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.menubar.MenuBar;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page that goes from one thing to another has nothing left of the one before. */
@ConsoleTest
class AnotherThingIT {

  @Autowired private TestStaff staff;
  @Autowired private Desk desk;
  @Autowired private JdbcClient database;

  @BeforeEach
  void open() {
    desk.sitDown(staff.member(Role.OWNER));
  }

  @AfterEach
  void close() {
    desk.leave();
  }

  @Test
  void receipt_ofAJobThatEnded_isNotThatOfOneThatRuns() {
    Component page = desk.page("jobs", job("done", 1));
    UI.getCurrent().add(page);
    assertThat(receipts(page)).isOne();

    desk.show(page, job("running", null));

    assertThat(receipts(page)).isZero();
  }

  /** Whichever job's: what is looked for in one is looked for in the next. */
  @Test
  void results_ofAJob_areSavedAsViews() {
    assertThat(Parts.of(desk.page("jobs", job("done", 1)), MenuBar.class)).hasSize(1);
  }

  @Test
  void receipt_ofAnImportThatEnded_isNotThatOfOneThatIsReceived() {
    Component page = desk.page("imports", received(true));
    UI.getCurrent().add(page);
    assertThat(receipts(page)).isOne();

    desk.show(page, received(false));

    assertThat(receipts(page)).isZero();
  }

  /** Of the panels, which are always there, those that say something. */
  private static long receipts(Component page) {
    return Parts.of(page, ReceiptPanel.class).stream()
        .filter(panel -> panel.getComponentCount() > 0)
        .count();
  }

  private UUID job(String state, Integer published) {
    return database
        .sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                reason, parameters, total, position, done, refused, created_at, started_at,
                ended_at, published_epoch, published_seq)
            values (uuidv7(), 'sample', :state, :id, 'sample', 'api', 'a test',
                '{"type":"customer","action":"block"}', 1, 1, 1, 0, now(), now(),
                case when :state = 'done' then now() end, :published, :published)
            returning id
            """)
        .param("state", state)
        .param("id", staff.member(Role.OWNER).account().id())
        .param("published", published)
        .query(UUID.class)
        .single();
  }

  /** Given up, or still on its way. */
  private UUID received(boolean ended) {
    return database
        .sql(
            """
            insert into customer_import (id, created_by, created_at, alive_at, lines, broken_off_at,
                epoch, seq)
            values (uuidv7(), 'sample', now(), now() + interval '1 day', 3,
                case when :ended then now() end, case when :ended then 1 end,
                case when :ended then 1 end)
            returning id
            """)
        .param("ended", ended)
        .query(UUID.class)
        .single();
  }
}
