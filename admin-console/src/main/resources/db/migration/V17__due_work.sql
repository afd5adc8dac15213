-- What falls due as time goes on, done once by whichever console is free; and the notices among it.

-- How far each kind of work has come: its row is the lock of whoever is at it. What fell due up to reached is done;
-- the second look goes from again to again_until, for what came to be due in the past.
create table due_work (
  name         text primary key check (length(name) between 1 and 64),
  reached_at   timestamptz not null,
  reached_id   uuid not null,
  again_at     timestamptz not null,
  again_id     uuid not null,
  again_until  timestamptz not null
) with (fillfactor = 50);

-- What failed alone: passed over, and tried again at each second look.
create table due_failure (
  work       text not null references due_work,
  subject    uuid not null,
  due_at     timestamptz not null,
  failed_at  timestamptz not null,
  error      text not null,
  primary key (work, subject, due_at)
);

-- A notice is an event that was due at a time, and happens once.
alter table subscription_event add column due_at timestamptz;
create unique index subscription_event_once on subscription_event (subscription_id, kind, due_at)
  where due_at is not null;
create index subscription_event_due on subscription_event (due_at, id) where due_at is not null;

-- Trials are few among the subscriptions that end about the same time.
create index subscription_trial_ends on subscription (ends_at, id) where trial and revoked_at is null;

grant select, insert, update on due_work to license_console;
grant select, insert, update, delete on due_failure to license_console;
