-- What repairing and recovering the feed take away. No role but the owner deletes; the console may only have
-- this done, and only to what nobody published or what is published anew in the same transaction.

-- Entries beyond the head, which no console wrote: the head moves in the transaction that writes an entry. With
-- the feed's lock. Answers how many there were.
create function discard_entries_beyond_head() returns bigint
  language sql
  security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  with gone as (
    delete from feed_entry e
     using feed_head h
     where (e.epoch, e.seq) > (h.epoch, h.seq)
    returning 1)
  select count(*) from gone;
end;

-- Rows of the current set, by subject. Answers how many there were.
create function discard_current(p_subjects text[]) returns bigint
  language sql
  security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  with gone as (
    delete from license_current where subject = any(p_subjects) returning 1)
  select count(*) from gone;
end;

revoke execute on function discard_entries_beyond_head, discard_current from public;
grant execute on function discard_entries_beyond_head, discard_current to license_console;
