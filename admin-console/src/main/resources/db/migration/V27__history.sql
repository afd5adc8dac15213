-- What was signed of each subject before what is in force now, for explanations of an earlier moment: kept for 90
-- days after it was superseded, however old it was then. The feed's own entries go after 7 days by their age, which
-- says nothing of how long they were in force. Whoever writes here changes no decision of an edge, and an
-- explanation believes signatures only.
create table license_version (
  subject        text not null,
  version        bigint not null check (version >= 1),
  kind           text not null check (kind in ('put', 'remove')),
  payload_type   text not null,
  key_id         text not null,
  payload        bytea not null,
  signature      bytea not null,
  epoch          bigint not null,
  seq            bigint not null,
  superseded_at  timestamptz not null,
  primary key (subject, version)
);

create index license_version_superseded on license_version using brin (superseded_at);

insert into license_version
    (subject, version, kind, payload_type, key_id, payload, signature, epoch, seq, superseded_at)
  select e.subject, e.version, e.kind, e.payload_type, e.key_id, e.payload, e.signature, e.epoch, e.seq, e.next_at
    from (select f.*, lead(f.published_at) over (partition by f.subject order by f.version) as next_at
            from feed_entry f
           where document_fits(f.subject, f.payload_type, f.key_id, f.payload, f.signature)) e
   where e.next_at is not null
  on conflict do nothing;

-- Served explanations only, and was maintained with every publish.
drop index feed_entry_subject;

create or replace function prune_feed() returns void
  language sql
  security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  delete from feed_entry where published_at < now() - interval '7 days';
  delete from license_version where superseded_at < now() - interval '90 days';
  delete from receipt where applied_at < now() - interval '24 hours';
  delete from heartbeat where at < now() - interval '24 hours';
end;

grant select, insert on license_version to license_console;

-- Not before that time was the last of the calls; null: only the hour is known. An edge tells with each batch how
-- long ago it began to count what is in it, by a clock that nobody sets, so that its own time does not matter.
alter table usage_hour add column last_after timestamptz;

-- As before, with one argument more; edges of an earlier build leave it out.
drop function record_usage(text, uuid, bigint, int[], uuid[], uuid[], boolean[], text[], text[], text[], text[],
    bigint[]);
create function record_usage(p_edge text, p_boot uuid, p_batch bigint, p_hours int[], p_keys uuid[],
    p_subscriptions uuid[], p_tests boolean[], p_connectors text[], p_accounts text[], p_codes text[],
    p_operations text[], p_calls bigint[], p_begun_millis_ago bigint default null)
  returns table (subscription_id uuid, month date, test boolean, operations bigint)
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  this_hour    int := floor(extract(epoch from present()) / 3600);
  begun_at     timestamptz := case when p_begun_millis_ago between 0 and 3600000
      then present() - p_begun_millis_ago * interval '1 millisecond' end;
  passed_over  bigint;
begin
  insert into usage_boot as b (edge_id, boot_id, batch) values (p_edge, p_boot, p_batch)
    on conflict (edge_id, boot_id) do update set batch = excluded.batch, at = present()
      where b.batch < excluded.batch;
  if found then
    insert into usage_hour as u
        (id, hour, key_id, subscription_id, test, connector, account, code, operation, calls, last_after)
      select usage_id(r.hour, r.key_id, r.subscription_id, r.test, r.connector, r.account, r.code, r.operation),
          to_timestamp(r.hour * 3600.0), r.key_id, r.subscription_id, r.test, r.connector, r.account, r.code,
          r.operation, sum(r.calls), begun_at
        from (select least(g.hour, this_hour) as hour, g.key_id, g.subscription_id, g.test, g.connector,
                  g.account, g.code, g.operation, g.calls
                from unnest(p_hours, p_keys, p_subscriptions, p_tests, p_connectors, p_accounts, p_codes,
                    p_operations, p_calls)
                  as g (hour, key_id, subscription_id, test, connector, account, code, operation, calls)
               where g.hour > this_hour - 35 * 24) r
        group by r.hour, r.key_id, r.subscription_id, r.test, r.connector, r.account, r.code, r.operation
        order by 1
      on conflict (id) do update
        set calls = u.calls + excluded.calls, last_after = greatest(u.last_after, excluded.last_after);
    insert into usage_month as m (subscription_id, month, test, operations)
      select r.subscription_id, r.month, r.test, sum(r.calls)
        from usage_operations(this_hour, p_hours, p_subscriptions, p_tests, p_codes, p_operations, p_calls) r
        group by r.subscription_id, r.month, r.test
        order by r.subscription_id, r.month, r.test
      on conflict (subscription_id, month, test) do update set operations = m.operations + excluded.operations;
    select sum(old.calls) into passed_over
      from unnest(p_hours, p_calls) as old (hour, calls) where old.hour <= this_hour - 35 * 24;
    if passed_over > 0 then
      return query select null::uuid, null::date, null::boolean, passed_over;
    end if;
  end if;
  return query
    select m.subscription_id, m.month, m.test, m.operations
      from usage_month m
     where (m.subscription_id, m.month, m.test) in (
       select r.subscription_id, r.month, r.test
         from usage_operations(this_hour, p_hours, p_subscriptions, p_tests, p_codes, p_operations, p_calls) r);
end
$$;

revoke execute on function record_usage from public;
grant execute on function record_usage to license_edge;
