/** What stops issuing, of an organization or of a person; and its requests by time, for the limits of the whole organization. */
export const freezesSchema = `
CREATE TABLE freezes (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  subject TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  proposal TEXT,
  ended_by TEXT,
  ended_at INTEGER,
  PRIMARY KEY (organization_id, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_requests_by_time ON issue_requests (organization_id, created_at, state, approval_asked_at);
`;
