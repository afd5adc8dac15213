-- Keys that many accounts were refused with: few rows, so that the hint costs nothing to look for.
create index usage_hour_refused_account on usage_hour (hour, key_id, account)
  where code = 'ACCOUNT_MISMATCH';

-- Keys that stop soon.
create index api_key_not_after on api_key (not_after) where revoked_at is null and not_after is not null;
