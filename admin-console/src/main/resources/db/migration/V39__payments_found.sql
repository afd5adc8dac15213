-- A payment is looked for by what the bank calls it, whether it counts or was reversed: 400 ms without it among two
-- million invoices, 2 with it.
create index invoice_payment on invoice (reference) where reference is not null;
