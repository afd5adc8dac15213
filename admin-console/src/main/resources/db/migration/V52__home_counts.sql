-- What the home page counts is found among the few rows that matter, however many others there are.
create index job_failed on job (created_at, id) where state = 'failed';
create index invoice_owed on invoice (due_at, id) where paid_at is null and voided_at is null;
