package com.bpmcentr.console.activity;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Puts together what was done to a thing: entries of the audit log about it and what is its, the
 * events of subscriptions, and how far jobs and imports came. Of each of those it reads no more
 * than is asked for.
 */
@Repository
class ActivityQuery {

  private static final String ENTRIES =
      """
      select a.at, a.seq as place, a.operation as what, a.actor_name, a.reason,
             a.target_type, a.target_id, '{}'::jsonb as before, '{}'::jsonb as after
        from target t
        cross join lateral (
          select * from audit_entry a
           where a.target_type = t.type and a.target_id = t.id and a.outcome = 'done'
             and (t.operation is null or a.operation = t.operation)
           order by a.seq desc limit :limit) a
      """;

  private static final String EVENTS =
      """
      select e.at, e.id as place, 'subscription.' || e.kind as what, e.actor_name, e.reason,
             'subscription' as target_type, e.subscription_id::text as target_id,
             e.before, e.after
        from owner o
        cross join lateral (
          select * from subscription_event e
           where e.subscription_id = o.subscription_id
             and (o.invoice is null or e.after ->> 'invoice' = o.invoice
                  or e.kind = 'refunded' and e.at = o.refunded_at)
           order by e.id desc limit :limit) e
      """;

  /** As time goes by invoices are issued by the console itself, with other changes by staff. */
  private static final String ISSUED =
      """
      select i.issued_at as at, 0 as place, 'invoice.issue' as what, '' as actor_name,
             null as reason, :type as target_type, :id as target_id,
             '{}'::jsonb as before, '{}'::jsonb as after
        from invoice i where i.id = :id::uuid
      """;

  /** By whom it was asked for, and how far it came by itself; an import's has come as its lines. */
  private static final String WORK =
      """
      select w.at, w.place, w.what, w.actor_name, w.reason, :type as target_type,
             :id as target_id, '{}'::jsonb as before, '{}'::jsonb as after
        from job j
        cross join lateral (values
          (case when j.kind <> 'import' then j.created_at end, 0, 'job.request',
             j.requester_name, j.reason),
          (j.started_at, 1, 'job.start', '', null),
          (case when j.state in ('done', 'failed') then j.ended_at end, 2, 'job.' || j.state,
             '', null)) w (at, place, what, actor_name, reason)
       where j.id = :id::uuid and w.at is not null
      """;

  /** That lines began to come, and that they stopped coming. */
  private static final String RECEIVED =
      """
      select w.at, w.place, w.what, w.actor_name, null as reason, :type as target_type,
             :id as target_id, '{}'::jsonb as before, '{}'::jsonb as after
        from customer_import i
        cross join lateral (values
          (i.created_at, 0, 'import.receive', i.created_by),
          (i.broken_off_at, 1, 'import.break-off', '')) w (at, place, what, actor_name)
       where i.id = :id::uuid and w.at is not null
      """;

  private static final String ITSELF =
      "target (type, id, operation) as (select :type, :id, null::text)";

  private final JdbcClient jdbc;

  ActivityQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** At most {@code limit}, the newest first. */
  Activities of(ActivitySubject subject, String id, int limit) {
    List<Activity> found =
        new ArrayList<>(
            jdbc.sql(
                    """
                    with %s
                    select newest.*, case target_type
                        when 'subscription' then (
                          select c.name from subscription s join connector c on c.id = s.connector_id
                           where s.id = target_id::uuid)
                        when 'api-key' then (
                          select k.name from api_key k where k.id = target_id::uuid)
                        end as target_name
                      from (select * from (%s) found order by at desc, place desc limit :limit) newest
                     order by at desc, place desc
                    """
                        .formatted(scope(subject), parts(subject)))
                .param("type", subject.type())
                .param("id", id)
                .param("limit", limit + 1)
                .query((row, _) -> activity(row))
                .list());
    boolean more = found.size() > limit;
    return new Activities(more ? found.subList(0, limit) : found, more);
  }

  /** The things whose entries, and the subscriptions whose events belong to it. */
  private static String scope(ActivitySubject subject) {
    return switch (subject) {
      case CUSTOMER ->
          """
          target (type, id, operation) as (
            select :type, :id, null::text
            union all
            select 'api-key', k.id::text, null from api_key k where k.customer_id = :id::uuid),
          owner (subscription_id, invoice, refunded_at) as (
            select s.id, null::text, null::timestamptz from subscription s where s.customer_id = :id::uuid)
          """;
      case SUBSCRIPTION ->
          """
          owner (subscription_id, invoice, refunded_at) as (
            select :id::uuid, null::text, null::timestamptz where :type::text is not null)
          """;
      case API_KEY ->
          // A key that came by rotation was made when the one before it was rotated.
          """
          target (type, id, operation) as (
            select :type, :id, null::text
            union all
            select 'api-key', k.id::text, 'api-key.rotate'
              from api_key k where k.replaced_by = :id::uuid)
          """;
      case INVOICE ->
          """
          target (type, id, operation) as (select :type, :id, 'invoice.void'),
          owner (subscription_id, invoice, refunded_at) as (
            select i.subscription_id, i.number::text, i.refunded_at
              from invoice i where i.id = :id::uuid)
          """;
      case IMPORT ->
          // What was looked at is the log's; the job that imports the lines has the import's id.
          """
          target (type, id, operation) as (
            values (:type, :id, 'import.create'), (:type, :id, 'import.fetch-keys'),
                ('job', :id, null))
          """;
      case JOB ->
          // That it was asked for stands in the log by what it does, which is for the log to tell.
          """
          target (type, id, operation) as (
            values (:type, :id, 'job.stop'), (:type, :id, 'job.repair'))
          """;
      case CONNECTOR, STAFF -> ITSELF;
    };
  }

  private static String parts(ActivitySubject subject) {
    return switch (subject) {
      case CUSTOMER -> ENTRIES + " union all " + EVENTS;
      case INVOICE -> ENTRIES + " union all " + EVENTS + " union all " + ISSUED;
      case SUBSCRIPTION -> EVENTS;
      case IMPORT -> ENTRIES + " union all " + WORK + " union all " + RECEIVED;
      case JOB -> ENTRIES + " union all " + WORK;
      case API_KEY, CONNECTOR, STAFF -> ENTRIES;
    };
  }

  private static Activity activity(ResultSet row) throws SQLException {
    return new Activity(
        PgTime.required(row, "at"),
        row.getString("what"),
        row.getString("actor_name"),
        row.getString("reason"),
        row.getString("target_type"),
        row.getString("target_id"),
        row.getString("target_name"),
        Facts.parse(row.getString("before")),
        Facts.parse(row.getString("after")));
  }
}
