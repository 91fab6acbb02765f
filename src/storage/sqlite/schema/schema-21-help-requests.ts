/** People who are locked out and wait for an administrator: at most one entry each. */
export const helpRequestsSchema = `
CREATE TABLE help_requests (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  asker_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  taken_by TEXT,
  ended_by TEXT,
  decline_reason TEXT NOT NULL,
  cancel_reason TEXT,
  disowned_at INTEGER,
  slack_tenant_id TEXT NOT NULL,
  target_slack_id TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, asker_id) REFERENCES users (organization_id, id),
  FOREIGN KEY (organization_id, target_id) REFERENCES users (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX help_requests_open ON help_requests (organization_id, target_id) WHERE state IN ('waiting', 'taken');
CREATE INDEX help_requests_queue ON help_requests (organization_id, created_at, id) WHERE state IN ('waiting', 'taken');
CREATE INDEX help_requests_by_asker ON help_requests (organization_id, asker_id, created_at);
CREATE INDEX help_requests_by_time ON help_requests (organization_id, created_at);
CREATE INDEX help_requests_overdue ON help_requests (expires_at) WHERE state IN ('waiting', 'taken');
`;
