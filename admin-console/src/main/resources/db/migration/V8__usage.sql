-- What was asked of the edges: counted there, added up here by the hour. A row is one counter of one hour, so
-- what a customer costs is its active hours, not its calls. Hours go after 35 days; what of them is needed
-- longer (when a key was last used, each month's operations) stands in small tables of its own.

create table usage_hour (
  -- The hour's number, then a hash of what is counted: one index of 16 bytes an entry, growing at its end,
  -- instead of one over eight columns. Made by usage_id.
  id               uuid primary key,
  hour             timestamptz not null,
  -- No references: a license may outlive in an edge what it names, and counting must not lock customers' rows.
  key_id           uuid,
  subscription_id  uuid,
  -- Of a test key: left out of usage figures and revenue.
  test             boolean not null,
  -- Null when no connector of that name is offered: strangers choose the name.
  connector        text check (connector ~ '^[a-z0-9-]{1,64}$'),
  -- Null with an unknown key, and where a free connector asks for none.
  account          text check (account ~ '^[!-~]{1,100}$'),
  code             text not null check (code ~ '^[A-Z_]{1,40}$'),
  -- What a connector reported with POST /v1/connector/usage; null for a check.
  operation        text check (length(operation) between 1 and 100),
  calls            bigint not null check (calls > 0)
) with (fillfactor = 80);

-- By key, and through it by customer and subscription.
create index usage_hour_key on usage_hour (key_id, hour);
create index usage_hour_hour on usage_hour using brin (hour);

-- Operations that connectors reported, by month: what an edge needs for operationsUsed.
create table usage_month (
  subscription_id  uuid not null,
  month            date not null check (extract(day from month) = 1),
  test             boolean not null,
  operations       bigint not null,
  primary key (subscription_id, month, test)
) with (fillfactor = 80);

-- The last hour in which a key was used, of hours that are gone from usage_hour.
create table usage_key (
  key_id  uuid primary key,
  hour    timestamptz not null
);

-- The last batch counted of each start of an edge. An edge sends its batches in their order and goes on to the
-- next only when it knows that one is counted, so a number says as much as a row for each batch would.
create table usage_boot (
  edge_id  text not null check (length(edge_id) between 1 and 64),
  boot_id  uuid not null,
  batch    bigint not null check (batch >= 1),
  at       timestamptz not null default clock_timestamp(),
  primary key (edge_id, boot_id)
) with (fillfactor = 80);

create function usage_id(p_hour int, p_key uuid, p_subscription uuid, p_test boolean, p_connector text,
    p_account text, p_code text, p_operation text) returns uuid
  language sql immutable parallel safe
  return (lpad(to_hex(p_hour), 8, '0')
      || substr(md5(coalesce(p_key::text, '') || ' ' || coalesce(p_subscription::text, '') || ' '
           || p_test::text || ' ' || coalesce(p_connector, '') || ' ' || coalesce(p_account, '') || ' '
           || p_code || ' ' || coalesce(p_operation, '')), 9))::uuid;

-- What of a batch belongs into the months: operations that were reported and allowed.
create function usage_operations(p_this_hour int, p_hours int[], p_subscriptions uuid[], p_tests boolean[],
    p_codes text[], p_operations text[], p_calls bigint[])
  returns table (subscription_id uuid, month date, test boolean, calls bigint)
  language sql immutable parallel safe
begin atomic
  select g.subscription_id,
      date_trunc('month', to_timestamp(least(g.hour, p_this_hour) * 3600.0) at time zone 'UTC')::date,
      g.test, g.calls
    from unnest(p_hours, p_subscriptions, p_tests, p_codes, p_operations, p_calls)
      as g (hour, subscription_id, test, code, operation, calls)
   where g.operation is not null and g.code = 'VALID' and g.subscription_id is not null
     and g.hour > p_this_hour - 35 * 24;
end;

-- Counts a batch unless it has been counted, and tells the month's operations of each subscription in it. The
-- same batch sent twice at once: the second waits for the row of usage_boot and then finds its number there.
-- Hours are numbers of the epoch. An edge's clock that is ahead does not put anything into the future, and what
-- is older than the hours kept is passed over, so that a row of usage_boot need not outlive them either.
-- In the order of the ids, so that edges with rows in common wait for each other and never in a circle.
create function record_usage(p_edge text, p_boot uuid, p_batch bigint, p_hours int[], p_keys uuid[],
    p_subscriptions uuid[], p_tests boolean[], p_connectors text[], p_accounts text[], p_codes text[],
    p_operations text[], p_calls bigint[])
  returns table (subscription_id uuid, month date, test boolean, operations bigint)
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  this_hour  int := floor(extract(epoch from clock_timestamp()) / 3600);
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
  end if;
  return query
    select m.subscription_id, m.month, m.test, m.operations
      from usage_month m
     where (m.subscription_id, m.month, m.test) in (
       select r.subscription_id, r.month, r.test
         from usage_operations(this_hour, p_hours, p_subscriptions, p_tests, p_codes, p_operations, p_calls) r);
end
$$;

-- Drops some of what is older than is kept; tells how many hourly rows went, so that the caller goes on while
-- there are any. Slices, because at a time of many customers an hour has a million of them.
create function prune_usage() returns bigint
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
declare
  first_hour  int := floor(extract(epoch from clock_timestamp()) / 3600) - 35 * 24;
  gone        bigint;
begin
  with old as (
      delete from usage_hour where id in (
        select id from usage_hour where id < (lpad(to_hex(first_hour), 8, '0') || repeat('0', 24))::uuid
         order by id limit 20000)
      returning key_id, hour),
    last_use as (
      insert into usage_key as k (key_id, hour)
        select key_id, max(hour) from old where key_id is not null group by key_id order by key_id
        on conflict (key_id) do update set hour = greatest(k.hour, excluded.hour))
  select count(*) into gone from old;
  delete from usage_boot where at < now() - interval '40 days';
  delete from usage_month where month < now() - interval '25 months';
  return gone;
end
$$;

revoke execute on function usage_id, usage_operations, record_usage, prune_usage from public;
grant select on usage_hour, usage_month, usage_key to license_console;
grant execute on function prune_usage to license_console;
-- An edge adds what it counted and nothing else: it neither reads nor changes what others counted.
grant execute on function record_usage to license_edge;
grant select on usage_month to license_edge;
