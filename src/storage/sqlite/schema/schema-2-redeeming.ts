/**
 * What redeeming has come to need. Services that were there before may do what they could, in every form it has now: a challenge is
 * redeeming in two steps, and a report can only clear a reminder.
 */
export const redeemingSchema = `
ALTER TABLE relying_services ADD COLUMN previous_secret TEXT;
ALTER TABLE relying_services ADD COLUMN scopes TEXT NOT NULL DEFAULT '["codes:redeem","challenges","enrolments:report"]';
ALTER TABLE relying_services ADD COLUMN requests_per_minute INTEGER NOT NULL DEFAULT 600;
ALTER TABLE relying_services ADD COLUMN redirect_uris TEXT NOT NULL DEFAULT '[]';
ALTER TABLE relying_services ADD COLUMN expires_at INTEGER;

ALTER TABLE backup_codes ADD COLUMN redeemed_by_name TEXT;
ALTER TABLE backup_codes ADD COLUMN redeemed_from TEXT;
ALTER TABLE backup_codes ADD COLUMN factor_enrolled_at INTEGER;

CREATE TABLE challenges (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  sealed_login TEXT NOT NULL,
  return_to TEXT,
  state TEXT NOT NULL,
  tries_left INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  settled_at INTEGER,
  PRIMARY KEY (organization_id, id)
) STRICT;
CREATE INDEX challenges_by_expiry ON challenges (expires_at);

CREATE TABLE redeem_outcomes (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  client_id TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  body_key_id TEXT NOT NULL,
  body_digest TEXT NOT NULL,
  result TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, client_id, key_hash)
) STRICT;
CREATE INDEX redeem_outcomes_by_expiry ON redeem_outcomes (expires_at);

CREATE TABLE rate_counters (
  counter_key TEXT PRIMARY KEY,
  hits INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_counters_by_expiry ON rate_counters (expires_at);

CREATE INDEX audit_events_by_target ON audit_events (organization_id, target, action, sequence);
`;
