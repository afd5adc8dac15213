-- Until when a subscription was paid before each payment, of payments from before V46 too. Their events tell it just so;
-- the payments from which V46 took it do not know of what was paid elsewhere, of one that came late, of one given back.
update invoice i
   set paid_before = (e.before ->> 'endsAt')::timestamptz
  from subscription_event e
 where e.subscription_id = i.subscription_id and e.kind = 'paid' and e.after ->> 'invoice' = i.number::text
   and i.paid_at is not null
   and i.paid_before is distinct from (e.before ->> 'endsAt')::timestamptz;
