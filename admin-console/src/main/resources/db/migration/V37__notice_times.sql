-- How long ahead customers are told, and when they are reminded of what they owe.
alter table setting
  add column trial_notice_seconds  int not null default 172800 check (trial_notice_seconds > 0),
  add column month_notice_seconds  int not null default 259200 check (month_notice_seconds > 0),
  add column year_notice_seconds   int not null default 1209600 check (year_notice_seconds > 0),
  add column price_notice_seconds  int not null default 2592000 check (price_notice_seconds > 0),
  add column first_reminder_day    int not null default 1,
  add column second_reminder_day   int not null default 3,
  add column third_reminder_day    int not null default 7,
  -- The seventh day is that of the suspension.
  add constraint setting_reminders check (0 < first_reminder_day and first_reminder_day < second_reminder_day
    and second_reminder_day < third_reminder_day and third_reminder_day <= 7);

-- Which reminder of the three it was: by its day alone it would be another one when the days are changed.
update subscription_event
   set after = after || jsonb_build_object('step', case after ->> 'days' when '1' then '1' when '3' then '2' else '3' end)
 where kind = 'payment_overdue' and due_at is not null;
