-- For an edge that finds some of its buckets to differ: it reads those and not the whole set.

-- The bucket of a subject: the first 12 bits of its SHA-256. UTF-8 whatever the database's own encoding, which is
-- what makes it immutable in fact; PostgreSQL cannot know that.
create function subject_bucket(p_subject text) returns int
  language sql
  immutable strict parallel safe
return get_byte(sha256(convert_to(p_subject, 'UTF8')), 0) * 16
     + get_byte(sha256(convert_to(p_subject, 'UTF8')), 1) / 16;

create index license_current_bucket on license_current (subject_bucket(subject), subject);

revoke execute on function subject_bucket from public;
-- The console too: who writes a row makes its entry in the index.
grant execute on function subject_bucket to license_console, license_edge;
