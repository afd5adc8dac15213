-- A batch of usage that the database cannot take as a whole, since it takes too long or a row of it is refused, is
-- divided by its edge. An edge cannot always know whether an attempt whose answer was lost did not count it after
-- all, so it has the batch withdrawn first: from then on it will never be counted, and its halves may be.

create table usage_withdrawn (
  edge_id  text not null,
  boot_id  uuid not null,
  batch    bigint not null,
  primary key (edge_id, boot_id, batch),
  foreign key (edge_id, boot_id) references usage_boot on delete cascade
);

-- Whether the batch is withdrawn, now or before; false: it has been counted. Waits for an attempt to count it that
-- is still under way.
create function withdraw_usage(p_edge text, p_boot uuid, p_batch bigint) returns boolean
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
begin
  insert into usage_boot as b (edge_id, boot_id, batch) values (p_edge, p_boot, p_batch)
    on conflict (edge_id, boot_id) do update set batch = excluded.batch, at = clock_timestamp()
      where b.batch < excluded.batch;
  if found then
    insert into usage_withdrawn (edge_id, boot_id, batch) values (p_edge, p_boot, p_batch);
  end if;
  return exists (select from usage_withdrawn w
                  where w.edge_id = p_edge and w.boot_id = p_boot and w.batch = p_batch);
end
$$;

revoke execute on function withdraw_usage from public;
grant execute on function withdraw_usage to license_edge;
