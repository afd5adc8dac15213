-- Two edges may have been given one id: the console looks at each start of an edge by itself.
drop index heartbeat_latest;
create index heartbeat_of_start on heartbeat (edge_id, boot_id, at);
