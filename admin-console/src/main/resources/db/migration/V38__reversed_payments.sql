-- A payment that turned out to be none: recorded by mistake, or taken back by whoever had sent it. The row stays as it
-- was, and its reference may come again.
alter table invoice
  add column reversed_at     timestamptz,
  add column reverse_reason  text,
  add column reversed_by     text,
  add check (num_nonnulls(reversed_at, reverse_reason, reversed_by) in (0, 3)),
  add check (reversed_at is null or paid_at is not null and refunded_at is null);

drop index invoice_reference;
create unique index invoice_reference on invoice (method, reference, payment_part)
  where reference is not null and reversed_at is null;

grant update (reversed_at, reverse_reason, reversed_by) on invoice to license_console;
