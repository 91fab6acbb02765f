/** The identity provider that asks people on their devices, and its questions of the last day. */
export const deviceChecksSchema = `
CREATE TABLE device_providers (
  organization_id TEXT PRIMARY KEY REFERENCES organizations (id),
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE device_checks (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  state TEXT NOT NULL,
  issuer TEXT NOT NULL,
  sealed_ticket TEXT NOT NULL,
  reference TEXT NOT NULL,
  interval_ms INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_checks_of_target ON device_checks (organization_id, target_id, started_at);
CREATE INDEX device_checks_by_time ON device_checks (organization_id, started_at);
CREATE INDEX device_checks_due ON device_checks (due_at) WHERE state <> 'ended';
`;
