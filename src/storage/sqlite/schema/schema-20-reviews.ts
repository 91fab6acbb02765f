/** Reviews of break-glass. */
export const reviewsSchema = `
CREATE TABLE reviews (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  request_id TEXT NOT NULL,
  requester_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  is_rehearsal INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  escalates_at INTEGER NOT NULL,
  verdict TEXT,
  note TEXT,
  closed_by TEXT,
  closed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX open_reviews ON reviews (organization_id, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX overdue_reviews ON reviews (escalates_at, id) WHERE closed_at IS NULL;
`;
