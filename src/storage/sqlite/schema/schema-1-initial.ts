/**
 * An organization is written before what belongs to it; references to users are checked at the commit, so a user and
 * their records come in any order. Every index serves a query of the ports or is a uniqueness the domain relies on.
 */
export const initialSchema = `
CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  policy TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX organizations_by_age ON organizations (created_at, id);

CREATE TABLE slack_tenants (
  slack_tenant_id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id)
) STRICT;
CREATE INDEX slack_tenants_by_organization ON slack_tenants (organization_id);

CREATE TABLE users (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  email TEXT,
  mobile TEXT,
  primary_contact TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX users_by_email ON users (organization_id, email);
CREATE UNIQUE INDEX users_by_mobile ON users (organization_id, mobile);
CREATE INDEX users_confirmed_by_role ON users (organization_id, role, id) WHERE status = 'confirmed';

CREATE TABLE domains (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  verification_token TEXT NOT NULL,
  verified_at INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, name)
) STRICT;

CREATE TABLE slack_identities (
  organization_id TEXT NOT NULL,
  slack_tenant_id TEXT NOT NULL,
  slack_user_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  linked_email TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, slack_tenant_id, slack_user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX slack_identities_by_user ON slack_identities (organization_id, user_id, slack_tenant_id);

CREATE TABLE issue_requests (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  requester_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  needs_approval INTEGER NOT NULL CHECK (needs_approval IN (0, 1)),
  approval_asked_at INTEGER,
  approver_id TEXT,
  origin_team_id TEXT NOT NULL,
  origin_channel_id TEXT NOT NULL,
  requester_slack_id TEXT NOT NULL,
  target_slack_id TEXT NOT NULL,
  delivery_key TEXT NOT NULL,
  sealed_response_url TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  settled_at INTEGER,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, requester_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organization_id, target_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX issue_requests_by_delivery ON issue_requests (organization_id, delivery_key);
CREATE INDEX issue_requests_by_requester ON issue_requests (organization_id, requester_id, created_at);
CREATE INDEX issue_requests_by_target ON issue_requests (organization_id, target_id, created_at);
CREATE INDEX issue_requests_open ON issue_requests (expires_at) WHERE state IN ('pending', 'approved');

CREATE TABLE backup_codes (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  hash_algorithm TEXT NOT NULL,
  hash_cost INTEGER NOT NULL,
  hash_salt TEXT NOT NULL,
  hash_key_id TEXT NOT NULL,
  hash_digest TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  settled_at INTEGER,
  redeemed_by TEXT,
  revoked_by TEXT,
  revocation_reason TEXT,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX backup_codes_live ON backup_codes (organization_id, user_id) WHERE state IN ('undelivered', 'active');
CREATE INDEX backup_codes_by_user ON backup_codes (organization_id, user_id, created_at);
CREATE INDEX backup_codes_active ON backup_codes (expires_at) WHERE state = 'active';
CREATE INDEX backup_codes_undelivered ON backup_codes (created_at) WHERE state = 'undelivered';

CREATE TABLE redeem_guards (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  guard_key TEXT NOT NULL,
  consecutive_failures INTEGER NOT NULL,
  blocked_until INTEGER,
  window_started_at INTEGER NOT NULL,
  window_failures INTEGER NOT NULL,
  is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, guard_key)
) STRICT;
CREATE INDEX redeem_guards_of_nobody ON redeem_guards (updated_at) WHERE substr(guard_key, 1, 4) <> 'usr_';

CREATE TABLE relying_services (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  secret_digest TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX relying_services_by_name ON relying_services (organization_id, name);

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  content TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_by_due ON notices (due_at, leased_until);

CREATE TABLE replay_keys (
  replay_key TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX replay_keys_by_expiry ON replay_keys (expires_at);

CREATE TABLE audit_events (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  target TEXT,
  reason TEXT,
  source TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (organization_id, sequence)
) STRICT;
CREATE INDEX audit_events_by_action ON audit_events (organization_id, action, sequence);

CREATE TABLE audit_heads (
  organization_id TEXT PRIMARY KEY REFERENCES organizations (id),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
`;
