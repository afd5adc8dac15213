-- What is paid, and what is asked for. A subscription's ends_at is the time until which it is paid: one that was
-- never paid ends where it starts, and is past due from there.

alter table subscription drop constraint subscription_check;
alter table subscription add constraint subscription_term
  check (ends_at >= period_starts_at and period_starts_at >= starts_at);

alter table subscription
  -- What the ends of periods are counted from, where it is not the start: a trial that was paid for, a payment
  -- that came late.
  add column anniversary_at       timestamptz,
  -- Began as a trial and was paid for: it counts as a trial for life.
  add column was_trial            boolean not null default false,
  -- What is agreed for the periods to come.
  add column next_interval        text check (next_interval in ('month', 'year')),
  add column discount_id          uuid,
  add column discount_percent     numeric(5, 2) check (discount_percent > 0 and discount_percent < 100),
  add column discount_price       numeric(12, 2) check (discount_price > 0),
  add column discount_currency    text check (discount_currency ~ '^[A-Z]{3}$'),
  add column discount_interval    text check (discount_interval in ('month', 'year')),
  add column discount_reason      text,
  add column discount_ends_at     timestamptz,
  add constraint subscription_discount check (
    case when discount_id is null
      then num_nonnulls(discount_percent, discount_price, discount_currency, discount_interval,
             discount_reason, discount_ends_at) = 0
      else discount_reason is not null
        and num_nonnulls(discount_percent, discount_price) = 1
        and num_nonnulls(discount_price, discount_currency, discount_interval) in (0, 3)
    end);

drop index subscription_trial_once;
create unique index subscription_trial_once on subscription (customer_id, connector_id)
  where trial or was_trial;
create index subscription_discounted on subscription (discount_id) where discount_id is not null;

-- One payment pays one invoice whole, so that it stands in its row; what was asked for never changes.
create table invoice (
  id               uuid primary key,
  number           bigint not null unique,
  subscription_id  uuid not null references subscription,
  customer_id      uuid not null references customer,
  kind             text not null check (kind in ('period', 'interval_change')),
  period_from      timestamptz not null,
  period_to        timestamptz not null,
  interval         text not null check (interval in ('month', 'year')),
  category         text not null check (category in ('standard', 'extended', 'premium')),
  price            numeric(12, 2) not null check (price > 0),
  credit           numeric(12, 2) not null check (credit >= 0 and credit < price),
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  issued_at        timestamptz not null,
  due_at           timestamptz not null,
  paid_at          timestamptz,
  method           text check (method in ('card', 'paypal', 'bank_transfer')),
  reference        text,
  recorded_at      timestamptz,
  recorded_by      text,
  paid_from        timestamptz,
  paid_to          timestamptz,
  refunded_at      timestamptz,
  refund           numeric(12, 2) check (refund > 0 and refund <= price - credit),
  refund_reason    text,
  refunded_by      text,
  voided_at        timestamptz,
  void_reason      text,
  check (period_to > period_from),
  check (num_nonnulls(paid_at, method, reference, recorded_at, recorded_by, paid_from, paid_to) in (0, 7)),
  check (num_nonnulls(refunded_at, refund, refund_reason, refunded_by) in (0, 4)),
  check (refunded_at is null or paid_at is not null),
  check (voided_at is null or paid_at is null)
);

-- At most one is open: what is owed is in one place.
create unique index invoice_open on invoice (subscription_id) where paid_at is null and voided_at is null;
-- Money that came in once is not recorded twice.
create unique index invoice_reference on invoice (method, reference) where reference is not null;
create index invoice_subscription on invoice (subscription_id, number);
create index invoice_customer on invoice (customer_id, number);
create index invoice_due on invoice (due_at, id);
create index invoice_change on invoice (due_at, subscription_id)
  where kind = 'interval_change' and paid_at is null and voided_at is null;
create index invoice_issued on invoice (issued_at, id);
create index invoice_paid on invoice (paid_at) where paid_at is not null;

-- The newest number; its row is the lock that leaves no gap.
create table invoice_counter (
  one_row  boolean primary key default true check (one_row),
  number   bigint not null
) with (fillfactor = 50);

insert into invoice_counter (number) values (0);

grant select, insert on invoice to license_console;
grant update (paid_at, method, reference, recorded_at, recorded_by, paid_from, paid_to, refunded_at, refund,
    refund_reason, refunded_by, voided_at, void_reason)
  on invoice to license_console;
grant select, update on invoice_counter to license_console;
