-- From then on the subscription is suspended: staff's hold, or else seven days after an end that was not paid. A hold
-- that came later is told, too: a payment does not lift it, and a license that tells only of the unpaid end could not
-- bring it back.
create or replace function suspended_from(s subscription) returns timestamptz
  language sql stable parallel safe
  return coalesce(s.suspended_at, case when s.auto_renew then s.ends_at + interval '168 hours' end);
