-- What is older than the hours kept is not counted, as before: so a batch that comes again after its row of
-- usage_boot is gone counts nothing twice. But it is said now: a row without a subscription has in operations how
-- many calls of the batch were passed over, where it is counted and not where it comes again.
create or replace function record_usage(p_edge text, p_boot uuid, p_batch bigint, p_hours int[], p_keys uuid[],
    p_subscriptions uuid[], p_tests boolean[], p_connectors text[], p_accounts text[], p_codes text[],
    p_operations text[], p_calls bigint[])
  returns table (subscription_id uuid, month date, test boolean, operations bigint)
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  this_hour    int := floor(extract(epoch from clock_timestamp()) / 3600);
  passed_over  bigint;
begin
  insert into usage_boot as b (edge_id, boot_id, batch) values (p_edge, p_boot, p_batch)
    on conflict (edge_id, boot_id) do update set batch = excluded.batch, at = clock_timestamp()
      where b.batch < excluded.batch;
  if found then
    insert into usage_hour as u
        (id, hour, key_id, subscription_id, test, connector, account, code, operation, calls)
      select usage_id(r.hour, r.key_id, r.subscription_id, r.test, r.connector, r.account, r.code, r.operation),
          to_timestamp(r.hour * 3600.0), r.key_id, r.subscription_id, r.test, r.connector, r.account, r.code,
          r.operation, sum(r.calls)
        from (select least(g.hour, this_hour) as hour, g.key_id, g.subscription_id, g.test, g.connector,
                  g.account, g.code, g.operation, g.calls
                from unnest(p_hours, p_keys, p_subscriptions, p_tests, p_connectors, p_accounts, p_codes,
                    p_operations, p_calls)
                  as g (hour, key_id, subscription_id, test, connector, account, code, operation, calls)
               where g.hour > this_hour - 35 * 24) r
        group by r.hour, r.key_id, r.subscription_id, r.test, r.connector, r.account, r.code, r.operation
        order by 1
      on conflict (id) do update set calls = u.calls + excluded.calls;
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
