/**
 * Answers to sign-ins, signing keys, used hints and clients' settings get places of their own. Until then they were rows of `oidc_records`
 * under kinds of ours. Rows that no version wrote are skipped.
 */
export const signInsSchema = `
CREATE TABLE sign_in_answers (
  sign_in_id TEXT NOT NULL PRIMARY KEY,
  organization_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  code_id TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  finished_at INTEGER,
  proof TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_answers_by_code ON sign_in_answers (organization_id, code_id);
CREATE INDEX sign_in_answers_by_expiry ON sign_in_answers (expires_at);
INSERT OR IGNORE INTO sign_in_answers
  SELECT id, json_extract(payload, '$.organizationId'), json_extract(payload, '$.clientId'), json_extract(payload, '$.userId'),
    json_extract(payload, '$.codeId'), json_extract(payload, '$.answeredAt'), expires_at, consumed_at, json_extract(payload, '$.proof')
  FROM oidc_records WHERE kind = 'SignInAnswer';

CREATE TABLE signing_keys (
  master_key_id TEXT NOT NULL PRIMARY KEY,
  public_key TEXT NOT NULL,
  sealed TEXT NOT NULL,
  certificate TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  proof TEXT NOT NULL
) STRICT;
INSERT OR IGNORE INTO signing_keys
  SELECT id, json_extract(payload, '$.publicKey'), json_extract(payload, '$.sealed'), json_extract(payload, '$.certificate'),
    json_extract(payload, '$.createdAt'), json_extract(payload, '$.proof')
  FROM oidc_records WHERE kind = 'ProvenSigningKey';

CREATE TABLE used_hints (
  digest TEXT NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_hints_by_expiry ON used_hints (expires_at);
INSERT OR IGNORE INTO used_hints SELECT id, expires_at FROM oidc_records WHERE kind = 'UsedHint';

ALTER TABLE relying_services ADD COLUMN oidc_settings TEXT;
UPDATE relying_services SET oidc_settings =
  (SELECT payload FROM oidc_records WHERE kind = 'ClientSettings' AND id = relying_services.id);

DELETE FROM oidc_records WHERE kind IN ('SignInAnswer', 'ProvenSigningKey', 'SigningKey', 'UsedHint', 'ClientSettings');
`;
