-- Whoever sets the audit log's head back makes what stands beyond it look as if it had never been.
-- Only the owner may do that; the condition is the trigger's own, so that recording calls no function.
create function refuse_audit_head() returns trigger
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
as $$
begin
  if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    return new;
  end if;
  raise exception 'the head of the audit log goes forward only: % after %', new.seq, old.seq
    using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_head_goes_forward before update on audit_head
  for each row
  when (new.seq <= old.seq)
  execute function refuse_audit_head();

revoke execute on function refuse_audit_head from public;
