-- Work that goes on after its request was answered: bulk actions, imports. The console alone touches these tables.

create table job (
  id                 uuid primary key,
  kind               text not null check (length(kind) between 1 and 64),
  state              text not null check (state in ('queued', 'running', 'done', 'failed')),
  -- In whose name every change is made; the role is read anew when it is made.
  requester_id       uuid not null,
  requester_name     text not null,
  requester_origin   text not null,
  requester_address  text,
  reason             text,
  parameters         jsonb not null,
  total              bigint not null check (total >= 0),
  -- How far it has come, in its own rows; the row after it is the next. Moves in the transaction that does the rows.
  position           bigint not null default 0,
  done               bigint not null default 0 check (done >= 0),
  refused            bigint not null default 0 check (refused >= 0),
  -- The console that works on it, and until when nobody else may. While it works it also holds the row's lock.
  runner             uuid,
  leased_until       timestamptz,
  created_at         timestamptz not null,
  started_at         timestamptz,
  ended_at           timestamptz,
  -- Why it failed: a key of the translations.
  error              text,
  -- Where in the feed edges find the last of its changes.
  published_epoch    bigint,
  published_seq      bigint,
  check ((published_epoch is null) = (published_seq is null)),
  check ((state = 'failed') = (error is not null)),
  check ((state in ('done', 'failed')) = (ended_at is not null))
) with (fillfactor = 50);

create index job_due on job (created_at, id) where state in ('queued', 'running');
create index job_created on job (created_at, id);

-- What a bulk action is done to, and what came of it; no outcome yet: it waits.
create table job_row (
  job_id   uuid not null references job,
  number   int not null check (number >= 1),
  subject  uuid not null,
  outcome  text check (outcome in ('done', 'refused')),
  refusal  jsonb,
  primary key (job_id, number),
  check ((outcome is not distinct from 'refused') = (refusal is not null))
) with (fillfactor = 80);

create index job_row_refused on job_row (job_id, number) where outcome = 'refused';

grant select, insert, update on job, job_row to license_console;
