/** What the OpenID provider remembers between two requests. */
export const oidcRecordsSchema = `
CREATE TABLE oidc_records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  payload TEXT NOT NULL,
  grant_id TEXT,
  uid TEXT,
  user_code TEXT,
  consumed_at INTEGER,
  expires_at INTEGER,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX oidc_records_of_grant ON oidc_records (grant_id, kind) WHERE grant_id IS NOT NULL;
CREATE INDEX oidc_records_by_uid ON oidc_records (uid, kind) WHERE uid IS NOT NULL;
CREATE INDEX oidc_records_by_user_code ON oidc_records (user_code, kind) WHERE user_code IS NOT NULL;
CREATE INDEX oidc_records_by_expiry ON oidc_records (expires_at) WHERE expires_at IS NOT NULL;
`;
