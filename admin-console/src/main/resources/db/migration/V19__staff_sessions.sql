-- Sessions begun before it are over, like those begun before the password: set when a member is disabled,
-- so that none of them goes on when the member is enabled again.
alter table staff add column signed_out_at timestamptz;
alter table staff add column last_login_at timestamptz;

create index access_token_by_prefix on access_token (prefix text_pattern_ops);

-- As long as the service takes; a name between the two limits used to be a failure instead of a refusal.
alter table access_token drop constraint access_token_name_check,
  add constraint access_token_name_check check (length(name) between 1 and 200);
