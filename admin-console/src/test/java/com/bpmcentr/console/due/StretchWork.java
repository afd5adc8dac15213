package com.bpmcentr.console.due;

import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Due work whose rows say how often each was done. */
class StretchWork implements DueWork {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final JdbcClient jdbc;

  StretchWork(JdbcClient jdbc) {
    this("stretch-" + NUMBER.incrementAndGet(), jdbc);
  }

  private StretchWork(String name, JdbcClient jdbc) {
    this.name = name;
    this.jdbc = jdbc;
  }

  static void createTable(JdbcClient owner) {
    owner
        .sql(
            """
            create table stretch (
              work text, subject uuid default uuidv7(), due_at timestamptz,
              done int not null default 0, number bigint generated always as identity)
            """)
        .update();
    owner.sql("create sequence stretch_order").update();
    owner.sql("alter table stretch add column done_as bigint").update();
    owner.sql("grant select, insert, update on stretch to license_console").update();
    owner.sql("grant usage on sequence stretch_order to license_console").update();
  }

  UUID add(Instant dueAt) {
    return jdbc.sql("insert into stretch (work, due_at) values (:work, :dueAt) returning subject")
        .param("work", name)
        .param("dueAt", PgTime.of(dueAt))
        .query(UUID.class)
        .single();
  }

  /** How often each was done, in the order in which they were. */
  List<Integer> timesDone() {
    return jdbc.sql("select done from stretch where work = :work order by done_as nulls last")
        .param("work", name)
        .query(Integer.class)
        .list();
  }

  List<UUID> doneInOrder() {
    return jdbc.sql("select subject from stretch where work = :work and done > 0 order by done_as")
        .param("work", name)
        .query(UUID.class)
        .list();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Due> find(Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select due_at, subject from stretch
             where work = :work and done = 0
               and (due_at, subject) > (:after, :subject) and due_at <= :until
             order by due_at, subject limit :most
            """)
        .param("work", name)
        .param("after", PgTime.of(after.at()))
        .param("subject", after.subject())
        .param("until", PgTime.of(until))
        .param("most", most)
        .query(
            (row, _) ->
                new Due(PgTime.required(row, "due_at"), row.getObject("subject", UUID.class)))
        .list();
  }

  @Override
  public void carryOut(List<Due> due, Instant now) {
    for (Due each : due) {
      jdbc.sql(
              """
              update stretch set done = done + 1, done_as = nextval('stretch_order')
               where work = :work and subject = :subject
              """)
          .param("work", name)
          .param("subject", each.subject())
          .update();
    }
  }
}
