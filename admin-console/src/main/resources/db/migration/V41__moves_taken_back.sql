-- A move back that takes back a move: neither counts towards the limit.
alter table account_move
  add column takes_back bigint unique references account_move;
