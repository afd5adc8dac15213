-- One transfer may pay several invoices. The first of them has part 1, so that the same money still cannot be
-- recorded a second time.
alter table invoice add column payment_part int not null default 1 check (payment_part >= 1);

drop index invoice_reference;
create unique index invoice_reference on invoice (method, reference, payment_part) where reference is not null;

grant update (payment_part) on invoice to license_console;
