-- What an edge's own alarms are, told with each heartbeat; an edge of an earlier build tells none.
alter table heartbeat add column alarms text[] not null default '{}'
  constraint heartbeat_alarms_fit check (cardinality(alarms) <= 40 and pg_column_size(alarms) <= 4096);

grant insert (alarms) on heartbeat to license_edge;

-- What fell due and failed is listed, and one of it tried again by name.
alter table due_failure add column id uuid not null default uuidv7() unique;
create index due_failure_at on due_failure (failed_at desc, id desc);
