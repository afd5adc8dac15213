-- The three database roles. May be run any number of times, by a superuser, before the first migration.
-- Passwords are set apart: ALTER ROLE … PASSWORD.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['license_owner', 'license_console', 'license_edge'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login', role_name);
    end if;
  end loop;
end
$$;

-- A session that died or hangs inside a transaction must not keep the feed's lock.
alter role license_console set idle_in_transaction_session_timeout = '60s';
alter role license_edge set idle_in_transaction_session_timeout = '60s';
