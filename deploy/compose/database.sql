-- After roles.sql and the passwords: who migrates owns.
alter database license owner to license_owner;
alter schema public owner to license_owner;
