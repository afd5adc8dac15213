-- A connector's own price can end: without amounts, a change says that it follows its category again.
alter table price_change
  alter month_amount drop not null,
  alter year_amount drop not null,
  alter currency drop not null,
  add check (num_nonnulls(month_amount, year_amount, currency) in (0, 3)),
  add check (month_amount is not null or connector_id is not null);
