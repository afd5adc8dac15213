-- A price that holds may be withdrawn too, while nobody has been asked for it.
alter table price_change drop constraint price_change_check3;
