-- What a repair of the feed could not mend, by its subjects; of many the first.
alter table job add column unmended text[] not null default '{}' check (cardinality(unmended) <= 100);
