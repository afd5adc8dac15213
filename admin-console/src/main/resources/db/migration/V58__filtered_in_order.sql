-- Subscriptions of a category or an interval, by price, connector or end: these go together (each connector has one
-- category, prices follow it, years end later than months), so that hundreds of thousands of rows were passed until one
-- was met, 1 to 3 s. In the index alone that is a tenth of it.
create index subscription_price_and_filters on subscription (price, id) include (interval, category);
drop index subscription_price;
alter index subscription_price_and_filters rename to subscription_price;

create index subscription_connector_and_filters on subscription (connector_id, id) include (interval, category);
drop index subscription_connector;
alter index subscription_connector_and_filters rename to subscription_connector;

create index subscription_ends_and_filters on subscription (ends_at, id) include (interval, category);
drop index subscription_ends;
alter index subscription_ends_and_filters rename to subscription_ends;

-- Payments taken back are few: without it all invoices were read to find them.
create index invoice_reversed on invoice (number) include (id) where reversed_at is not null;
