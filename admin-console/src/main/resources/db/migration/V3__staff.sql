-- Staff accounts, their access tokens, and what idempotent calls of the admin API answered.
-- The console alone touches these tables; an edge has no right on any of them.

create table staff (
  id                  uuid primary key default uuidv7(),
  email               text not null unique check (email = lower(email) and length(email) between 3 and 254),
  name                text not null check (length(name) between 1 and 200),
  role                text not null check (role in ('owner', 'admin', 'support', 'billing', 'auditor')),
  password_hash       text not null,
  -- Sessions begun before it are over.
  password_changed_at timestamptz not null,
  -- Counted before the password is looked at, so that parallel guesses cannot share one count.
  failed_attempts     integer not null default 0 check (failed_attempts >= 0),
  locked_until        timestamptz,
  locale              text not null check (locale in ('uk', 'ru', 'en')),
  -- Null: as the browser prefers.
  theme               text check (theme in ('light', 'dark')),
  created_at          timestamptz not null,
  disabled_at         timestamptz,
  version             integer not null default 0
);

create table access_token (
  id           uuid primary key default uuidv7(),
  staff_id     uuid not null references staff (id),
  name         text not null check (length(name) between 1 and 100),
  -- The first characters, by which people tell tokens apart; far too few to guess the rest from.
  prefix       text not null,
  digest       bytea not null unique check (octet_length(digest) = 32),
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create index access_token_by_member on access_token (staff_id, created_at);

-- One row a call; the answer is null while the call runs. An answer that revealed a secret is kept without it.
create table idempotency_key (
  token_id     uuid not null references access_token (id),
  path         text not null,
  key          text not null check (length(key) between 1 and 255),
  request_hash bytea not null check (octet_length(request_hash) = 32),
  started_at   timestamptz not null,
  expires_at   timestamptz not null,
  status       integer,
  headers      jsonb,
  body         text,
  primary key (token_id, path, key)
);

create index idempotency_key_by_expiry on idempotency_key (expires_at);

grant select, insert, update on staff to license_console;
grant select, insert, update on access_token to license_console;
grant select, insert, update, delete on idempotency_key to license_console;
