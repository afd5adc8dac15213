-- What is looked for in large tables by something that few rows have, or is deleted from them by the month.

-- "Has this transfer come?": invoice_reference knows the payments that stand, by their method first.
create index invoice_by_reference on invoice (reference, number) where reference is not null;

-- What a leaked access token was used for.
create index audit_entry_token on audit_entry (token, seq) where token is not null;

create index usage_month_month on usage_month (month);
