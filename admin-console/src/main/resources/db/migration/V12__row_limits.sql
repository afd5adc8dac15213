-- Limits of what the feed's tables may hold, and a head that only goes forward: whoever writes these tables must
-- neither fill the memory of those who read them, nor have what was published deleted as if it were not.

-- Whether a row can be a document's by its size. The payload's limit is the format's own; nothing else of a
-- document has more than a hundred bytes. Looks at lengths only, which reads no large value.
create function document_fits(p_subject text, p_payload_type text, p_key_id text, p_payload bytea, p_signature bytea)
  returns boolean
  language sql
  immutable parallel safe
return octet_length(p_subject) between 1 and 200
   and octet_length(p_payload_type) <= 200
   and octet_length(p_key_id) <= 200
   and octet_length(p_payload) <= 12 * 1024 * 1024
   and octet_length(p_signature) <= 200;

-- Not validated: rows that break them already would keep the console from starting, and its repair is what takes
-- them away.
alter table feed_entry add constraint feed_entry_fits
  check (document_fits(subject, payload_type, key_id, payload, signature)) not valid;
alter table license_current add constraint license_current_fits
  check (document_fits(subject, payload_type, key_id, payload, signature)) not valid;
alter table feed_checkpoint add constraint feed_checkpoint_fits
  check (octet_length(payload) <= 64 * 1024 and octet_length(key_id) <= 200 and octet_length(signature) <= 200)
  not valid;

-- Rows of the current set that can be nobody's, whatever their subject. Answers how many there were.
create function discard_unfit_current() returns bigint
  language sql
  security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  with gone as (
    delete from license_current
     where document_fits(subject, payload_type, key_id, payload, signature) is not true
    returning 1)
  select count(*) from gone;
end;

-- What stands beyond the head may be discarded, so a head that was set back would let entries be deleted. Only
-- the owner may do that. An epoch that has been set too high can be exceeded, and epochs do not run out.
create function refuse_head() returns trigger
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
as $$
begin
  if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    return new;
  end if;
  raise exception 'the head of the feed goes forward only: %-% after %-%',
    new.epoch, new.seq, old.epoch, old.seq
    using errcode = 'insufficient_privilege';
end
$$;

-- The condition is the trigger's own, so that publishing calls no function.
create trigger head_goes_forward before update on feed_head
  for each row
  when ((new.epoch, new.seq) < (old.epoch, old.seq) or new.epoch > old.epoch + 1000)
  execute function refuse_head();

revoke execute on function document_fits, discard_unfit_current, refuse_head from public;
grant execute on function document_fits, discard_unfit_current to license_console;
