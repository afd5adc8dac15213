-- What lists need among a million customers: for each order that a list takes an index that ends in the key, so
-- that a page is found in the index alone, however far down; for what is rare an index of those rows; for what is
-- looked for within a text its trigrams.

-- How many rows a part of a text leaves is guessed from so many examples of it. With a hundred a name that one in a
-- thousand has was taken for one of a hundred, and its invoices were looked for by going through them all.
alter table customer alter column search set statistics 1000;

create index customer_company on customer (company, id);
create index customer_country on customer (country, id);
create index customer_blocked on customer (created_at, id) where blocked_at is not null;

create index subscription_starts on subscription (starts_at, id);
create index subscription_price on subscription (price, id);
drop index subscription_connector;
create index subscription_connector on subscription (connector_id, id);
drop index subscription_account;
create index subscription_account on subscription (make_account_id text_pattern_ops, id);
drop index subscription_customer;
create index subscription_customer on subscription (customer_id, created_at) include (id);

drop index api_key_customer;
create index api_key_customer on api_key (customer_id, created_at) include (id);
create index api_key_name on api_key (name, id);
create index api_key_name_part on api_key using gin (lower(name collate pg_c_utf8) gin_trgm_ops);
create index api_key_environment on api_key (environment, id);
drop index api_key_prefix;
create index api_key_prefix on api_key (prefix text_pattern_ops, id);
drop index api_key_not_after;
create index api_key_not_after on api_key (not_after, id);
create index api_key_revoked on api_key (created_at, id) where revoked_at is not null;

drop index invoice_customer;
create index invoice_customer on invoice (customer_id, number) include (id);
alter table invoice drop constraint invoice_number_key;
create unique index invoice_number on invoice (number) include (id);
drop index invoice_paid;
create index invoice_paid on invoice (paid_at, id);
create index invoice_amount on invoice ((price - credit), id);
create index invoice_unpaid on invoice (number) include (id, due_at, voided_at) where paid_at is null;
create index invoice_refunded on invoice (number) include (id) where refunded_at is not null;

drop index audit_entry_at;
create index audit_entry_at on audit_entry (at, seq);
create index audit_entry_actor_name on audit_entry (actor_name, seq);
create index audit_entry_actor_part on audit_entry using gin (lower(actor_name collate pg_c_utf8) gin_trgm_ops);
create index audit_entry_refused on audit_entry (seq) where outcome = 'refused';
