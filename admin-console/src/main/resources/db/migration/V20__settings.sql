-- The numbers of the business rules, which the owner may change: one row, there from the start.
create table setting (
  singleton            boolean primary key default true check (singleton),
  zone                 text not null,
  trial_seconds        int not null check (trial_seconds > 0),
  grace_seconds        int not null check (grace_seconds >= 0),
  trials_of_customer   int not null check (trials_of_customer >= 0),
  moves                int not null check (moves >= 0),
  move_window_seconds  int not null check (move_window_seconds > 0),
  changed_at           timestamptz,
  version              int not null default 0
);

insert into setting (zone, trial_seconds, grace_seconds, trials_of_customer, moves, move_window_seconds)
values ('Europe/Kyiv', 604800, 259200, 3, 3, 2592000);

grant select, update on setting to license_console;
