-- Which key was rotated to this one: a key's page leads back.
create index api_key_replaced_by on api_key (replaced_by) where replaced_by is not null;
