-- Bulk import: customers with their keys and subscriptions, by the line.

-- What the customer is called in the system it came from. Sending a line again finds it by this.
alter table customer add column external_id text check (length(external_id) between 1 and 200);
create unique index customer_external_id on customer (external_id) where external_id is not null;

-- How lines came in. Once they all are, a job with the same id imports them: there it says how far it has come.
create table customer_import (
  id              uuid primary key,
  created_by      text not null,
  created_at      timestamptz not null,
  -- While lines come in: the last sign of life of the console that receives them.
  alive_at        timestamptz not null,
  -- The body is in, and each of its lines waits in a block or is refused.
  received_at     timestamptz,
  -- The body never came in whole: nothing of it was, or will be, imported.
  broken_off_at   timestamptz,
  lines           bigint not null default 0,
  -- Of these, how many were refused as they came in, before there was a job.
  malformed       bigint not null default 0,
  -- Of the job's lines that are done, how many spoke of customers that were known.
  unchanged       bigint not null default 0,
  -- Generated keys that nobody has fetched yet.
  keys_to_fetch   bigint not null default 0,
  -- Where in the feed the last of its licenses is.
  epoch           bigint,
  seq             bigint,
  check (received_at is null or broken_off_at is null),
  check ((epoch is null) = (seq is null))
) with (fillfactor = 50);

create index customer_import_created on customer_import (created_at, id);
create index customer_import_receiving on customer_import (alive_at)
  where received_at is null and broken_off_at is null;

-- Lines that wait, a hundred in a row of the table: a block is imported in one transaction, which deletes it.
-- Keys are in them as digests only.
create table import_block (
  import_id   uuid not null references customer_import,
  first_line  bigint not null,
  lines       text not null,
  primary key (import_id, first_line)
);

-- Read once and deleted: compressing them costs more than it saves.
alter table import_block alter column lines set storage external;

create table import_refusal (
  import_id    uuid not null references customer_import,
  line         bigint not null,
  external_id  text,
  email        text,
  field        text not null,
  message_key  text not null,
  arguments    text[] not null,
  primary key (import_id, line)
);

-- Generated keys until they are fetched, once; encrypted under what the database does not hold.
create table import_key (
  id           uuid primary key,
  import_id    uuid not null references customer_import,
  external_id  text not null,
  customer_id  uuid not null references customer,
  name         text not null,
  environment  text not null,
  sealed       bytea not null,
  created_at   timestamptz not null
);

create index import_key_import on import_key (import_id, id);
create index import_key_created on import_key using brin (created_at);

grant select, insert, update on customer_import to license_console;
grant select, insert, delete on import_block to license_console;
-- Update only for the lock that lets two callers each take other keys.
grant select, insert, update, delete on import_key to license_console;
grant select, insert, delete on import_refusal to license_console;

-- Tells the planner what an import has made of tables that were nearly empty: autovacuum looks once a minute,
-- and until then each foreign key would be checked by reading the whole table, by a plan made for a few rows.
create function analyze_imported() returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
begin
  analyze customer, subscription, api_key, subscription_event, license_current, feed_entry, audit_entry;
end
$$;

revoke execute on function analyze_imported from public;
grant execute on function analyze_imported to license_console;
