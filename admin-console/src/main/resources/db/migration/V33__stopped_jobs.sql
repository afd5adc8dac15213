-- Which of a member's access tokens acted, by its prefix; empty for screens, and for entries of before.
alter table audit_entry add column token text;

-- The token a job was asked for with: once that is revoked nothing more is done in its name.
alter table job add column requester_token uuid;

-- A job that someone has stopped is neither done nor failed.
alter table job
  drop constraint job_state_check,
  drop constraint job_check2,
  add constraint job_state_check check (state in ('queued', 'running', 'done', 'failed', 'stopped')),
  add constraint job_ended_check check ((state in ('done', 'failed', 'stopped')) = (ended_at is not null));

-- Wrong passwords of those who are logged in are counted apart from log-ins, which anybody can fail at.
alter table staff
  add column failed_confirmations int not null default 0 check (failed_confirmations >= 0),
  add column confirming_locked_until timestamptz;

-- A token that opens nothing any more and is tried is the sign of a leak; said once an hour at most.
alter table access_token add column last_refused_at timestamptz;
