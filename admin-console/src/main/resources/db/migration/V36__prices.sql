-- Changes of the price list. What stands in the table price holds from the beginning; a change holds from a time on, for
-- all connectors of a category or for one connector.
create table price_change (
  id               uuid primary key,
  category         text check (category in ('standard', 'extended', 'premium')),
  connector_id     text references connector,
  month_amount     numeric(12, 2) not null check (month_amount > 0),
  year_amount      numeric(12, 2) not null check (year_amount > 0),
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  valid_from       timestamptz not null,
  entered_at       timestamptz not null,
  entered_by       text not null,
  reason           text not null,
  withdrawn_at     timestamptz,
  withdrawn_by     text,
  withdraw_reason  text,
  check (num_nonnulls(category, connector_id) = 1),
  check (valid_from >= entered_at),
  check (num_nonnulls(withdrawn_at, withdrawn_by, withdraw_reason) in (0, 3)),
  check (withdrawn_at < valid_from)
);

create unique index price_change_category on price_change (category, valid_from) where withdrawn_at is null;
create unique index price_change_connector on price_change (connector_id, valid_from) where withdrawn_at is null;

-- What a connector's category was until it was changed: another category is another price.
create table category_change (
  connector_id  text not null references connector,
  until         timestamptz not null,
  category      text not null,
  primary key (connector_id, until)
);

-- The newest price that a customer was told of is what their next period costs.
create index subscription_event_price on subscription_event (subscription_id, at) where kind = 'price_ahead';

grant select, insert on price_change, category_change to license_console;
grant update (withdrawn_at, withdrawn_by, withdraw_reason) on price_change to license_console;
