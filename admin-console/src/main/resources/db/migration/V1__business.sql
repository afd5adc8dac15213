-- What the business knows: customers, what they may use, and who decided it. Times are UTC instants.

create extension if not exists pg_trgm;

create table customer (
  id               uuid primary key default uuidv7(),
  email            text not null,
  name             text not null,
  company          text,
  country          text not null check (country ~ '^[A-Z]{2}$'),
  locale           text not null check (locale in ('uk', 'ru', 'en')),
  blocked_at       timestamptz,
  blocked_reason   text,
  license_version  bigint not null default 0,
  created_at       timestamptz not null,
  version          int not null default 0,
  -- A collation of its own, so that Cyrillic folds whatever locale the cluster was made with. The list's
  -- search must use the same one, or the index does not serve it.
  search           text collate pg_c_utf8 not null generated always as
                     (lower((email || ' ' || name || ' ' || coalesce(company, '')) collate pg_c_utf8)) stored
);

-- One customer for one address: otherwise the trial's limit for life would be worth one more mailbox entry.
create unique index customer_email on customer (lower(email));
create index customer_search on customer using gin (search gin_trgm_ops);
create index customer_created on customer (created_at, id);
create index customer_name on customer (name, id);

create table connector (
  id                     text primary key check (id ~ '^[a-z0-9-]{1,64}$'),
  name                   text not null,
  group_name             text not null,
  category               text not null check (category in ('free', 'standard', 'extended', 'premium')),
  state                  text not null check (state in ('draft', 'published', 'retired')),
  -- Reserved for tests of an integration: never sold.
  reserved               boolean not null default false,
  max_staleness_seconds  int not null check (max_staleness_seconds between 0 and 2592000),
  on_stale               text not null check (on_stale in ('refuse', 'allow')),
  policy_version         bigint not null default 0,
  created_at             timestamptz not null,
  version                int not null default 0
);

create table connector_secret (
  id            uuid primary key default uuidv7(),
  connector_id  text not null references connector,
  digest        bytea not null,
  pepper_id     text not null,
  created_at    timestamptz not null,
  not_after     timestamptz
);

create index connector_secret_connector on connector_secret (connector_id);

create table price (
  category  text not null check (category in ('free', 'standard', 'extended', 'premium')),
  interval  text not null check (interval in ('month', 'year')),
  amount    numeric(12, 2) not null check (amount >= 0),
  currency  text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (category, interval)
);

create table subscription (
  id                   uuid primary key default uuidv7(),
  customer_id          uuid not null references customer,
  connector_id         text not null references connector,
  interval             text not null check (interval in ('month', 'year')),
  -- Category and price are copies from the day the period began: the list may change, a period paid may not.
  category             text not null check (category in ('standard', 'extended', 'premium')),
  trial                boolean not null,
  price                numeric(12, 2) not null check (price >= 0),
  currency             text not null check (currency ~ '^[A-Z]{3}$'),
  make_account_id      text check (make_account_id ~ '^[!-~]{1,100}$'),
  bound_at             timestamptz,
  previous_account_id  text,
  account_changed_at   timestamptz,
  created_at           timestamptz not null,
  -- The anniversary that every period of this subscription is counted from.
  starts_at            timestamptz not null,
  period_starts_at     timestamptz not null,
  ends_at              timestamptz not null,
  grace_seconds        int not null check (grace_seconds >= 0),
  auto_renew           boolean not null,
  canceled_at          timestamptz,
  -- Staff's hold. That an unpaid subscription is suspended follows from the other facts and the clock.
  suspended_at         timestamptz,
  suspend_reason       text,
  revoked_at           timestamptz,
  revoke_reason        text,
  version              int not null default 0,
  check (ends_at > period_starts_at and period_starts_at >= starts_at),
  check (not (trial and auto_renew)),
  check ((make_account_id is null) = (bound_at is null))
);

create index subscription_customer on subscription (customer_id, created_at);
create index subscription_connector on subscription (connector_id, created_at);
create index subscription_account on subscription (make_account_id text_pattern_ops);
create index subscription_ends on subscription (ends_at, id);
create index subscription_created on subscription (created_at, id);
create index subscription_held on subscription (suspended_at) where suspended_at is not null;
create index subscription_revoked on subscription (revoked_at) where revoked_at is not null;
create unique index subscription_trial_once on subscription (customer_id, connector_id) where trial;

-- The three functions below say in SQL what Lifecycle and Subscription say in Java; SubscriptionStatusIT
-- holds them together. Hours instead of days, because a day in the session's zone may have 23 or 25.

create function grace_until(s subscription) returns timestamptz
  language sql stable parallel safe
  return case when s.auto_renew then s.ends_at + make_interval(secs => s.grace_seconds) end;

-- From then on the subscription is suspended: staff's hold, or seven days after an end that was not paid.
create function suspended_from(s subscription) returns timestamptz
  language sql stable parallel safe
  return least(s.suspended_at, case when s.auto_renew then s.ends_at + interval '168 hours' end);

create function subscription_status(s subscription, moment timestamptz) returns text
  language sql stable parallel safe
  return case
    when s.revoked_at is not null then 'revoked'
    when s.suspended_at is not null then 'suspended'
    when moment < s.starts_at then 'scheduled'
    when s.trial then case when moment < s.ends_at then 'trial' else 'expired' end
    when moment < s.ends_at then case when s.auto_renew then 'active' else 'canceled' end
    when not s.auto_renew then 'expired'
    when moment < s.ends_at + interval '168 hours' then 'past_due'
    else 'suspended'
  end;

create table account_move (
  id               bigint primary key generated always as identity,
  subscription_id  uuid not null references subscription,
  from_account     text not null,
  to_account       text not null,
  at               timestamptz not null,
  overridden       boolean not null
);

create index account_move_subscription on account_move (subscription_id, at);

-- A Make account may try a connector once, whoever the customer is.
create table trial_use (
  connector_id     text not null references connector,
  make_account_id  text not null,
  subscription_id  uuid not null references subscription,
  used_at          timestamptz not null,
  primary key (connector_id, make_account_id)
);

create table api_key (
  id              uuid primary key default uuidv7(),
  customer_id     uuid not null references customer,
  name            text not null,
  environment     text not null check (environment in ('prod', 'test')),
  imported        boolean not null,
  prefix          text not null,
  digest          bytea not null,
  pepper_id       text not null,
  created_at      timestamptz not null,
  not_after       timestamptz,
  revoked_at      timestamptz,
  revoked_reason  text,
  replaced_by     uuid references api_key,
  version         int not null default 0,
  unique (digest, pepper_id)
);

create index api_key_customer on api_key (customer_id, created_at);
create index api_key_prefix on api_key (prefix text_pattern_ops);
create index api_key_created on api_key (created_at, id);

create table subscription_event (
  id               bigint primary key generated always as identity,
  subscription_id  uuid not null references subscription,
  at               timestamptz not null,
  kind             text not null,
  actor_id         uuid,
  actor_name       text not null,
  reason           text,
  before           jsonb not null,
  after            jsonb not null
);

create index subscription_event_subscription on subscription_event (subscription_id, id);

create table audit_entry (
  seq            bigint primary key,
  at             timestamptz not null,
  actor_id       uuid,
  actor_name     text not null,
  role           text not null,
  origin         text not null,
  address        text,
  operation      text not null,
  target_type    text not null,
  target_id      text not null,
  outcome        text not null check (outcome in ('done', 'refused')),
  refusal        text,
  reason         text,
  before         jsonb not null,
  after          jsonb not null,
  previous_hash  bytea not null,
  hash           bytea not null
);

create index audit_entry_target on audit_entry (target_type, target_id, seq);
create index audit_entry_actor on audit_entry (actor_id, seq);
create index audit_entry_operation on audit_entry (operation, seq);
create index audit_entry_at on audit_entry (at);

-- The chain's newest value; its row is the lock that puts entries in order.
create table audit_head (
  one_row  boolean primary key default true check (one_row),
  seq      bigint not null,
  hash     bytea not null
) with (fillfactor = 50);

insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

grant select, insert, update
  on customer, connector, connector_secret, price, subscription, api_key to license_console;
grant select, insert on account_move, trial_use, subscription_event, audit_entry to license_console;
grant select, update on audit_head to license_console;
revoke execute
  on function grace_until, suspended_from, subscription_status from public;
grant execute
  on function grace_until, suspended_from, subscription_status to license_console;
