-- Who reads out what the bank calls a payment reads a part of it, in letters of any size. Without it all invoices of a
-- reference are read.
create index invoice_reference_part on invoice using gin (lower(reference collate pg_c_utf8) gin_trgm_ops)
  where reference is not null;
