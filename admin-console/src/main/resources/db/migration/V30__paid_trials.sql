-- A trial that is paid for keeps a trial's limits until its days are over: paying and taking the money back must
-- not give an account a second one. As before but for that condition.
create or replace function claim(p_subscription uuid, p_account text, p_edge text)
  returns table (answer text, detail text)
  language plpgsql
  security definer
  set search_path = pg_catalog, public, pg_temp
as $$
declare
  s       subscription;
  moment  timestamptz;
  gone    text;
begin
  select * into s from subscription where id = p_subscription for update;
  -- After the wait for the lock: what counts is when the binding happens.
  moment := present();

  gone := case
    when s.id is null                         then 'NO_SUBSCRIPTION'
    when s.revoked_at is not null             then 'REVOKED'
    when suspended_from(s) <= moment          then 'SUSPENDED'
    when moment < s.starts_at                 then 'NOT_STARTED'
    when s.trial and moment >= s.ends_at      then 'TRIAL_EXPIRED'
    when moment >= coalesce(grace_until(s), s.ends_at) then 'EXPIRED'
  end;
  if gone is not null then
    return query select 'GONE', gone;
    return;
  end if;

  if s.make_account_id = p_account then
    return query select 'BOUND_HERE', null::text;
    return;
  end if;
  if s.make_account_id is not null then
    return query select 'BOUND_ELSEWHERE', s.make_account_id;
    return;
  end if;

  if s.trial or (s.was_trial and moment < s.anniversary_at) then
    insert into trial_use (connector_id, make_account_id, subscription_id, used_at)
      values (s.connector_id, p_account, s.id, moment)
      on conflict do nothing;
    if not found then
      return query select 'TRIAL_USED', null::text;
      return;
    end if;
  end if;

  update subscription
     set make_account_id = p_account, bound_at = moment, version = version + 1
   where id = s.id;
  insert into subscription_event (subscription_id, at, kind, actor_name, before, after)
    values (s.id, moment, 'bound', p_edge, '{}', jsonb_build_object('makeAccountId', p_account));
  insert into subscription_claim
      (subscription_id, customer_id, connector_id, account, edge_id, claimed_at)
    values (s.id, s.customer_id, s.connector_id, p_account, p_edge, moment);
  perform pg_notify('claim', s.id::text);
  return query select 'BOUND_NOW', null::text;
end
$$;
