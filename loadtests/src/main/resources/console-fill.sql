-- What a console's lists are measured with: bench.customers customers of the last three years and what
-- belongs to them. By a superuser on a migrated database with the catalogue in it; licenses are not made.
-- Everything follows from the row's number, so that each run has the same rows but for the times.

-- The rows are known to fit; a million look-ups for each foreign key would only cost time.
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '256MB';

-- A number's own chance, from 0 to 999.
create function pg_temp.chance(n bigint, what int) returns int
  language sql immutable parallel safe
  return ((n * 2654435761 + what * 40503) % 4294967296 / 7919 % 1000)::int;

create temp table given as
select array['Олександр','Іван','Марія','Ольга','Дмитро','Наталія','Андрій','Тетяна','Сергій','Ірина',
             'Володимир','Оксана','Юрій','Світлана','Михайло','Людмила','Їжакевич','Євгенія','Ґалина','Петро'] as first_uk,
       array['Oleksandr','Ivan','Maria','Olha','Dmytro','Natalia','Andrii','Tetiana','Serhii','Iryna',
             'Volodymyr','Oksana','Yurii','Svitlana','Mykhailo','Liudmyla','John','Anna','Pavel','Petro'] as first_en,
       array['Шевченко','Коваленко','Бондаренко','Ткаченко','Кравченко','Олійник','Шевчук','Коваль','Поліщук','Бойко',
             'Мельник','Лисенко','Марченко','Савченко','Руденко','Петренко','Клименко','Ковальчук','Мороз','Гончаренко',
             'Литвиненко','Павленко','Зайченко','Тимошенко','Щербак'] as last_uk,
       array['Shevchenko','Kovalenko','Bondarenko','Tkachenko','Kravchenko','Oliinyk','Shevchuk','Koval','Polishchuk','Boiko',
             'Melnyk','Lysenko','Marchenko','Savchenko','Rudenko','Petrenko','Klymenko','Kovalchuk','Moroz','Honcharenko',
             'Smith','Novak','Zaichenko','Tymoshenko','Shcherbak'] as last_en,
       array['Агро','Буд','Тех','Еко','Медіа','Світ','Дім','Торг','Лінія','Форум'] as trade_uk,
       array['Agro','Build','Tech','Eco','Media','World','Home','Trade','Line','Forum'] as trade_en,
       array['gmail.com','ukr.net','i.ua','outlook.com','meta.ua'] as domains,
       array(select id from connector where category <> 'free' and not reserved order by id) as connectors;


-- Two of three in Ukrainian letters; three of five with a company.
insert into customer (id, email, name, company, country, locale, blocked_at, blocked_reason, license_version,
                      created_at, external_id)
select uuidv7(-age),
       lower(first_en[1 + n % 20] || '.' || last_en[1 + n / 20 % 25] || '.' || n || '@' || domains[1 + n % 5]),
       case when n % 3 < 2 then first_uk[1 + n % 20] || ' ' || last_uk[1 + n / 20 % 25]
            else first_en[1 + n % 20] || ' ' || last_en[1 + n / 20 % 25] end,
       case when pg_temp.chance(n, 1) >= 600 then null
            when n % 3 < 2 then 'ТОВ «' || trade_uk[1 + n / 7 % 10] || trade_uk[1 + n / 11 % 10] || ' ' || n / 50 || '»'
            else trade_en[1 + n / 7 % 10] || trade_en[1 + n / 11 % 10] || ' ' || n / 50 || ' LLC' end,
       (array['UA','UA','UA','UA','UA','UA','UA','PL','CZ','DE'])[1 + n % 10],
       (array['uk','uk','uk','ru','en'])[1 + n / 3 % 5],
       case when pg_temp.chance(n, 2) < 5 then now() - age / 2 end,
       case when pg_temp.chance(n, 2) < 5 then 'unpaid invoices' end,
       1, now() - age,
       case when pg_temp.chance(n, 3) < 300 then 'CRM-' || n end
  from given,
       (select n, (current_setting('bench.customers')::int - n) * (interval '1095 days' / current_setting('bench.customers')::int)
                   + interval '1 minute' as age
          from generate_series(1, current_setting('bench.customers')::int) n) numbers;

create temp table numbered as
  select row_number() over (order by id) as n, id, created_at from customer;
analyze numbered;

-- Three for two customers; one in eleven to be had for a year; of each hundred some eighty run.
insert into subscription (id, customer_id, connector_id, interval, category, trial, price, currency, make_account_id,
    bound_at, created_at, starts_at, period_starts_at, ends_at, grace_seconds, auto_renew, canceled_at, suspended_at,
    suspend_reason, revoked_at, revoke_reason)
select uuidv7(s.created_at - now()), s.customer_id, c.id, s.interval, c.category, s.trial, p.amount, p.currency,
       case when s.luck % 10 > 0 then (1000000 + (s.n * 7919 + s.other) % 9000000)::text end,
       case when s.luck % 10 > 0 then s.created_at end,
       s.created_at, s.created_at, greatest(s.ends_at - s.period, s.created_at), s.ends_at, 259200,
       not s.trial and s.luck not between 820 and 949,
       case when s.luck between 820 and 849 then s.ends_at - s.period / 2 end,
       case when s.luck between 950 and 959 then now() - s.period / 4 end,
       case when s.luck between 950 and 959 then 'chargeback' end,
       case when s.luck >= 970 then s.ends_at - s.period / 3 end,
       case when s.luck >= 970 then 'fraud' end
  from (select n.n, n.id as customer_id, other, luck, trial, interval, period, n.created_at,
               -- What runs ends within a period from now, the rest ended one to two of them ago.
               case when trial then greatest(n.created_at + interval '7 days', now() + period * pg_temp.chance(n.n, 7) / 1000)
                    when luck between 850 and 949 then greatest(n.created_at, now() - period * 2) + period
                    when luck between 960 and 964 then greatest(n.created_at, now() - interval '5 days') 
                    else greatest(n.created_at + period, now() + period * pg_temp.chance(n.n + other, 6) / 1000) end as ends_at
          from (select n.*, other, pg_temp.chance(n.n * 2 + other, 4) as luck,
                       pg_temp.chance(n.n, 5) < 300 and other = 0 and n.created_at > now() - interval '6 days' as trial,
                       case when n.n % 11 = 0 then 'year' else 'month' end as interval,
                       case when n.n % 11 = 0 then interval '365 days' else interval '30 days' end as period
                  from numbered n, generate_series(0, 1) other
                 where other = 0 or n.n % 2 = 0) n) s
  cross join given
  join connector c on c.id = given.connectors[1 + (s.n * 31 + s.other * 7) % cardinality(given.connectors)]
  join price p on p.category = c.category and p.interval = s.interval
 where s.ends_at >= s.created_at
 order by s.n;

-- Six for five customers.
insert into api_key (id, customer_id, name, environment, imported, prefix, digest, pepper_id, created_at, not_after,
                     revoked_at, revoked_reason)
select uuidv7(n.created_at - now()), n.id,
       case when other = 0 then 'Production' else 'Спільний ключ ' || n.n end,
       case when luck < 80 then 'test' else 'prod' end, luck between 80 and 120,
       case when luck < 80 then 'bpm_test_' else 'bpm_prod_' end
         || translate(substr(encode(sha256((n.n * 2 + other)::text::bytea), 'base64'), 1, 6), '+/', 'xy'),
       sha256('key ' || (n.n * 2 + other)::text::bytea), coalesce((select k.pepper_id from api_key k limit 1), 'p1'), n.created_at,
       case when luck between 130 and 139 then now() + pg_temp.chance(n.n, 9) * interval '1 hour'
            when luck between 140 and 159 then n.created_at + interval '1 hour' end,
       case when luck between 160 and 179 then now() - (now() - n.created_at) / 2 end,
       case when luck between 160 and 179 then 'leaked' end
  from (select n.*, other, pg_temp.chance(n.n * 3 + other, 8) as luck
          from numbered n, generate_series(0, 1) other where other = 0 or n.n % 5 = 0) n
 order by n.n;

-- Three for two that are no trials: the one before is paid, the newest mostly.
insert into invoice (id, number, subscription_id, customer_id, kind, period_from, period_to, interval, category, price,
    credit, currency, issued_at, due_at, paid_at, method, reference, recorded_at, recorded_by, paid_from, paid_to,
    refunded_at, refund, refund_reason, refunded_by, voided_at, void_reason)
select uuidv7(issued - now()), (select number from invoice_counter) + row_number() over (order by issued, id), id, customer_id, 'period',
       due, due + period, interval, category, price, 0, currency, issued, due,
       case when paid then due end, case when paid then (array['card','paypal','bank_transfer'])[1 + n % 3] end,
       case when paid then 'PAY-' || n || '-' || nth end, case when paid then due end, case when paid then 'billing' end,
       case when paid then due end, case when paid then due + period end,
       case when refunded then due + interval '1 day' end, case when refunded then price end,
       case when refunded then 'asked for it' end, case when refunded then 'billing' end,
       case when void then due end, case when void then 'canceled' end
  from (select s.*, nth, due, due - interval '3 days' as issued,
               nth = 0 or luck < 850 as paid, nth = 0 and luck < 10 as refunded,
               nth = 1 and luck >= 850 and luck < 950 as void
          from (select s.id, s.customer_id, s.interval, s.category, s.price, s.currency, s.period_starts_at,
                       case s.interval when 'year' then interval '365 days' else interval '30 days' end as period,
                       row_number() over (order by s.id) as n
                  from subscription s where not s.trial and s.price > 0) s,
               generate_series(0, 1) nth,
               lateral (select pg_temp.chance(s.n, 10) as luck) l,
               lateral (select case when nth = 1 and luck >= 975 then now() + interval '2 days' else s.period_starts_at - (1 - nth) * s.period end as due) d
         where nth = 1 or s.n % 2 = 0) i;
update invoice_counter set number = (select max(number) from invoice);

-- Two entries a customer, hashes that prove nothing: the lists do not look at them, and the console says AUDIT_DIFFERS.
insert into audit_entry (seq, at, actor_id, actor_name, role, origin, address, operation, target_type, target_id,
    outcome, refusal, reason, before, after, previous_hash, hash)
select h.seq + row_number() over (order by at, n), at,
       ('00000000-0000-7000-8000-0000000000' || lpad((n % 40)::text, 2, '0'))::uuid,
       (array['Олена Бойко','Anna Kovalenko','Денис Ткач','System'])[1 + n % 4] || case when n % 40 > 3 then ' ' || n % 40 else '' end,
       (array['support','admin','billing','owner'])[1 + n % 4], (array['screen','api'])[1 + n % 2], '127.0.0.1',
       (array['customer.create','customer.update','subscription.suspend','api-key.create'])[1 + (nth * 2 + n % 2)::int],
       case when nth = 1 and n % 2 = 1 then 'api_key' when nth = 1 then 'subscription' else 'customer' end, id::text,
       case when pg_temp.chance(n, 11) < 20 then 'refused' else 'done' end,
       case when pg_temp.chance(n, 11) < 20 then 'forbidden' end, case when nth = 1 then 'asked by telephone' end,
       '{}', jsonb_build_object('name', n), h.hash, h.hash
  from audit_head h,
       (select n.*, nth, n.created_at + nth * (now() - n.created_at) / 2 as at from numbered n, generate_series(0, 1) nth) e;
update audit_head set seq = (select max(seq) from audit_entry);

insert into subscription_event (subscription_id, at, kind, actor_name, reason, before, after)
select id, created_at, 'created', 'Anna Kovalenko', null, '{}', jsonb_build_object('price', price) from subscription;

-- Half of the keys were used in the last two days; of those unused since, three of four have been before.
insert into usage_hour (id, hour, key_id, subscription_id, test, connector, account, code, operation, calls)
select usage_id((extract(epoch from hour) / 3600)::int, key_id, null, false, 'rozetka', account, code, null), hour, key_id, null,
       false, 'rozetka', account, code, null, 100
  from (select k.id as key_id, date_trunc('hour', now()) - (n % 48) * interval '1 hour' as hour,
               (1000000 + n % 100000 + other)::text as account,
               case when other = 0 then 'VALID' else 'ACCOUNT_MISMATCH' end as code
          from (select id, row_number() over (order by id) as n from api_key) k, generate_series(0, 6) other
         where n % 2 = 0 and (other = 0 or n % 20000 = 0)) u;
insert into usage_key (key_id, hour)
select id, date_trunc('hour', created_at + (now() - created_at) / 2)
  from (select id, created_at, row_number() over (order by id) as n from api_key) k
 where n % 2 = 1 and n % 8 <> 1;

insert into job (id, kind, state, requester_id, requester_name, requester_origin, parameters, total, done, created_at,
                 started_at, ended_at, error)
select uuidv7(-age), 'subscription.bulk', case when n % 50 = 0 then 'failed' else 'done' end,
       '00000000-0000-7000-8000-000000000001', case when n % 2 = 0 then 'Олена Бойко' else 'Anna Kovalenko' end, 'screen', '{"action":"suspend"}',
       100, 100, now() - age, now() - age, now() - age + interval '1 second', case when n % 50 = 0 then 'job.error' end
  from (select n, (20000 - n) * interval '1 hour' as age from generate_series(1, 20000) n) numbers;

