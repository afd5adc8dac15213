-- What was in force of one subject at an earlier moment: found without reading the whole log. A hash index,
-- because nothing but equality is asked and an entry of it takes a third of the subject's own length.
create index feed_entry_subject on feed_entry using hash (subject);

-- The console explains a first use with what edges decide with.
grant select on unsigned_claim to license_console;
