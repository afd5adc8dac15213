-- Three things that followed from others, but not always.

-- A trial's days, which its limits hold for: what periods are counted from may lie ahead for other reasons.
alter table subscription add column trial_until timestamptz;
update subscription s set trial_until = case
    when s.trial then s.ends_at
    else coalesce((select min(i.paid_from) from invoice i where i.subscription_id = s.id and i.paid_at is not null),
           s.anniversary_at) end
  where s.trial or s.was_trial;

-- The list that a customer saw when they paid for the first of the periods that follow one another, which may have been
-- before these began. Where there is none, it is the list of the day on which they did.
alter table subscription
  add column known_for timestamptz,
  add column known_at timestamptz,
  add check (num_nonnulls(known_for, known_at) in (0, 2));
update subscription s set known_for = s.anniversary_at, known_at = i.recorded_at
  from invoice i
 where i.subscription_id = s.id and i.kind = 'period' and i.reversed_at is null
   and i.paid_from = s.anniversary_at and i.recorded_at < s.anniversary_at;

-- Until when a subscription was paid before a payment, also elsewhere: what it goes back to when the payment turns out
-- to be none. Of payments up to now, what is known here.
alter table invoice add column paid_before timestamptz;
update invoice i set paid_before = (
    select max(o.paid_to) from invoice o
     where o.subscription_id = i.subscription_id and o.paid_from < i.paid_from and o.reversed_at is null)
  where i.kind = 'interval_change' and i.paid_at is not null;
grant update (paid_before) on invoice to license_console;

-- As before but for whose trial's limits hold.
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

  if s.trial or moment < s.trial_until then
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
