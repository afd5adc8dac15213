-- Jobs and imports that ended long ago go; what they did stays in the audit log and in each thing's events.
create function prune_jobs() returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
declare
  ended uuid[];
begin
  ended := array(
    select id from job where ended_at < now() - interval '90 days'
    union
    select id from customer_import where broken_off_at < now() - interval '90 days');
  delete from import_refusal where import_id = any(ended);
  delete from import_block where import_id = any(ended);
  delete from import_key where import_id = any(ended);
  delete from customer_import where id = any(ended);
  delete from job_row where job_id = any(ended);
  delete from job where id = any(ended);
end
$$;

revoke execute on function prune_jobs from public;
grant execute on function prune_jobs to license_console;
