-- A customer on the phone reads out the account that a subscription was bound to before it was moved.
create index account_move_from on account_move (from_account text_pattern_ops);
