/** Who approves in another person's place, and until when: the newest of each giver. */
export const delegationsSchema = `
CREATE TABLE delegations (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  from_id TEXT NOT NULL,
  id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (organization_id, from_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX delegations_lasting ON delegations (organization_id, starts_at, from_id) WHERE ended_at IS NULL;
CREATE INDEX delegations_by_end ON delegations (ends_at) WHERE ended_at IS NULL;
`;
