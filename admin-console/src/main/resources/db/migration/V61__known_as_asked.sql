-- Who paid ahead for the first of the periods that follow one another knows the list by which they were asked for it, and
-- not, as was written down until now, that of their payment: what was entered in between nobody told them of.
update subscription s set known_at = i.issued_at
  from invoice i
 where i.subscription_id = s.id and i.kind = 'period' and i.paid_at is not null and i.reversed_at is null
   and i.paid_from = s.known_for and i.period_from = i.paid_from and i.issued_at < s.known_at;
