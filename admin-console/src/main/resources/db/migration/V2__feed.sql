-- The contract between console and edges: the log of signed documents, what an edge may claim, what it tells.

-- Where the feed stands. Its row is what publishers queue for, behind the advisory lock; edges read it
-- every second, so half of its page is left free and an update never moves it to another.
create table feed_head (
  one_row  boolean primary key default true check (one_row),
  epoch    bigint not null check (epoch >= 1),
  seq      bigint not null check (seq >= 0),
  chain    bytea not null check (octet_length(chain) = 32),
  root     bytea not null check (octet_length(root) = 32)
) with (fillfactor = 50);

-- The signed statement of the newest head, renewed while nothing is published. Head and checkpoint have no
-- row until the console publishes or checkpoints for the first time.
create table feed_checkpoint (
  one_row    boolean primary key default true check (one_row),
  epoch      bigint not null,
  seq        bigint not null,
  payload    bytea not null,
  key_id     text not null,
  signature  bytea not null
) with (fillfactor = 50);

-- Numbers are dense and in the order of commits: each is taken under the lock of feed_head.
create table feed_entry (
  epoch         bigint not null,
  seq           bigint not null,
  kind          text not null check (kind in ('put', 'remove')),
  subject       text not null,
  version       bigint not null check (version >= 1),
  payload_type  text not null,
  key_id        text not null,
  payload       bytea not null,
  signature     bytea not null,
  chain         bytea not null check (octet_length(chain) = 32),
  -- The database's clock under the lock; part of the chain.
  published_at  timestamptz not null,
  primary key (epoch, seq)
);

create index feed_entry_published on feed_entry using brin (published_at);

-- The newest document of each subject. A removed subject keeps its last document, so that its version
-- goes on from there and an older one cannot come back.
create table license_current (
  subject       text primary key,
  kind          text not null check (kind in ('put', 'remove')),
  version       bigint not null check (version >= 1),
  payload_type  text not null,
  key_id        text not null,
  payload       bytea not null,
  signature     bytea not null,
  payload_hash  bytea not null check (octet_length(payload_hash) = 32),
  epoch         bigint not null,
  seq           bigint not null
);

-- Hashes of the buckets that hold something, with the number that last changed each.
create table feed_bucket (
  bucket  int primary key check (bucket between 0 and 4095),
  hash    bytea not null check (octet_length(hash) = 32),
  seq     bigint not null
) with (fillfactor = 80);

-- A first use: bound by an edge at once, signed into a license by the console a moment later.
create table subscription_claim (
  subscription_id  uuid primary key references subscription,
  customer_id      uuid not null references customer,
  connector_id     text not null references connector,
  account          text not null,
  edge_id          text not null,
  claimed_at       timestamptz not null,
  signed_epoch     bigint,
  signed_seq       bigint,
  check ((signed_epoch is null) = (signed_seq is null))
);

create index subscription_claim_unsigned on subscription_claim (claimed_at) where signed_seq is null;

-- What edges decide with until the license says it. A claim counts only while the binding is still its own:
-- staff may have moved the account before it was signed.
create view unsigned_claim as
  select c.subscription_id, c.account
    from subscription_claim c
    join subscription s on s.id = c.subscription_id and s.make_account_id = c.account
   where c.signed_seq is null;

-- An edge's word that it has applied the feed up to a position. The time is the database's own, so that lag
-- does not depend on the edge's clock.
create table receipt (
  id          bigint primary key generated always as identity,
  edge_id     text not null check (length(edge_id) between 1 and 64),
  boot_id     uuid not null,
  epoch       bigint not null,
  seq         bigint not null,
  applied_at  timestamptz not null default clock_timestamp()
);

create index receipt_position on receipt (edge_id, epoch, seq) include (applied_at);
create index receipt_applied on receipt using brin (applied_at);

create table heartbeat (
  id           bigint primary key generated always as identity,
  edge_id      text not null check (length(edge_id) between 1 and 64),
  boot_id      uuid not null,
  region       text not null check (length(region) <= 64),
  version      text not null check (length(version) <= 64),
  epoch        bigint not null,
  seq          bigint not null,
  -- Since the newest valid checkpoint; null before there was one.
  age_seconds  bigint,
  set_size     bigint not null,
  at           timestamptz not null default clock_timestamp()
);

create index heartbeat_latest on heartbeat (edge_id, at desc);
create index heartbeat_at on heartbeat using brin (at);

-- Binds an unbound subscription to the first account that uses it. The row lock lets one caller at a time
-- look, so exactly one account wins however many edges race.
--   BOUND_NOW        this call bound it
--   BOUND_HERE       it was bound to this account already
--   BOUND_ELSEWHERE  another account has it: detail is that account
--   TRIAL_USED       a trial, and the account had one of this connector
--   GONE             access has ended or not begun: detail is the decision's code
create function claim(p_subscription uuid, p_account text, p_edge text)
  returns table (answer text, detail text)
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
declare
  s       subscription;
  moment  timestamptz;
  gone    text;
begin
  select * into s from subscription where id = p_subscription for update;
  -- After the wait for the lock: what counts is when the binding happens.
  moment := clock_timestamp();

  gone := case
    when s.id is null                         then 'NO_SUBSCRIPTION'
    when s.revoked_at is not null             then 'REVOKED'
    when suspended_from(s) <= moment          then 'SUSPENDED'
    when moment < s.starts_at                 then 'NOT_STARTED'
    when s.trial and moment >= s.ends_at      then 'TRIAL_EXPIRED'
    when moment >= coalesce(grace_until(s), s.ends_at) then 'EXPIRED'
  end;
  if gone is not null then
    return query select 'GONE', gone;
    return;
  end if;

  if s.make_account_id = p_account then
    return query select 'BOUND_HERE', null::text;
    return;
  end if;
  if s.make_account_id is not null then
    return query select 'BOUND_ELSEWHERE', s.make_account_id;
    return;
  end if;

  if s.trial then
    insert into trial_use (connector_id, make_account_id, subscription_id, used_at)
      values (s.connector_id, p_account, s.id, moment)
      on conflict do nothing;
    if not found then
      return query select 'TRIAL_USED', null::text;
      return;
    end if;
  end if;

  update subscription
     set make_account_id = p_account, bound_at = moment, version = version + 1
   where id = s.id;
  insert into subscription_event (subscription_id, at, kind, actor_name, before, after)
    values (s.id, moment, 'bound', p_edge, '{}', jsonb_build_object('makeAccountId', p_account));
  insert into subscription_claim
      (subscription_id, customer_id, connector_id, account, edge_id, claimed_at)
    values (s.id, s.customer_id, s.connector_id, p_account, p_edge, moment);
  perform pg_notify('claim', s.id::text);
  return query select 'BOUND_NOW', null::text;
end
$$;

-- Waits for the feed's lock, holds it until the transaction ends, and tells the head. The advisory lock comes
-- first because it queues fairly; the row's lock is what the tables' own order rests on. Each statement in here
-- sees what was committed before it began, so head, audit log and clock are read after the wait.
create function lock_feed()
  returns table (epoch bigint, seq bigint, chain bytea, root bytea, audit_head bytea, database_time timestamptz)
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(7310868735959134564);
  return query
    select h.epoch, h.seq, h.chain, h.root, (select a.hash from audit_head a), clock_timestamp()
      from feed_head h for update;
end
$$;

-- What nobody needs any more; the only way in which a feed entry is ever deleted.
create function prune_feed() returns void
  language sql
  security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  delete from feed_entry where published_at < now() - interval '7 days';
  delete from receipt where applied_at < now() - interval '24 hours';
  delete from heartbeat where at < now() - interval '24 hours';
end;

-- Rights. PostgreSQL lets everybody execute a new function and make temporary tables: not here.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to license_console, license_edge', current_database());
  if to_regclass('flyway_schema_history') is not null then
    grant select on flyway_schema_history to license_console;
  end if;
end
$$;
revoke all on schema public from public;
grant usage on schema public to license_console, license_edge;
revoke execute on function claim, lock_feed, prune_feed from public;

grant select, insert, update on feed_head, feed_checkpoint, feed_bucket, license_current to license_console;
grant select, insert on feed_entry to license_console;
grant select, update (signed_epoch, signed_seq) on subscription_claim to license_console;
grant select on receipt, heartbeat to license_console;
grant execute on function lock_feed, prune_feed to license_console;

grant select on feed_head, feed_checkpoint, feed_entry, feed_bucket, license_current, unsigned_claim
  to license_edge;
grant execute on function claim to license_edge;
grant insert (edge_id, boot_id, epoch, seq) on receipt to license_edge;
grant insert (edge_id, boot_id, region, version, epoch, seq, age_seconds, set_size) on heartbeat
  to license_edge;
