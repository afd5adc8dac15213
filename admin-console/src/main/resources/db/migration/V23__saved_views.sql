-- Filters and order of a list that a staff member has given a name. Each sees their own.

create table saved_view (
  id          uuid primary key,
  staff_id    uuid not null references staff (id),
  list        text not null check (list ~ '^[a-z-]{1,40}$'),
  name        text not null check (length(name) between 1 and 60),
  -- As it stands in the screen's address, after the question mark.
  query       text not null check (length(query) between 1 and 2000),
  created_at  timestamptz not null,
  unique (staff_id, list, name)
);

grant select, insert, update, delete on saved_view to license_console;
