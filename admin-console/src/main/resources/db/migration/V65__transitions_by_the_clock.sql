-- What the clock makes of a subscription is an event of it, too, as of that moment, and once.
create unique index subscription_event_by_clock on subscription_event (subscription_id, kind, at)
  where kind in ('started', 'past_due', 'expired');
