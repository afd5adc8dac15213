-- The database's own time, in one place, so that tests and the demo can move it together with the programs'. Only the
-- owner can: it replaces this function (CONSOLE_CLOCK_OFFSET). Leases and what is pruned go by the machine's time.
create function present() returns timestamptz
  language sql volatile parallel safe
return clock_timestamp();

-- As they were, but for the time they go by. Functions that are replaced keep their rights.
do $$
declare
  each regprocedure;
begin
  for each in
    select oid from pg_proc
     where pronamespace = 'public'::regnamespace and proname in ('claim', 'lock_feed', 'record_usage')
  loop
    execute replace(pg_get_functiondef(each), 'clock_timestamp()', 'present()');
  end loop;
end
$$;

alter table receipt alter column applied_at set default present();
alter table heartbeat alter column at set default present();

revoke execute on function present from public;
grant execute on function present to license_console, license_edge;
