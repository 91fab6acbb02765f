/** Vendors whose own codes are given out. Codes name theirs without a reference: they outlive it. */
export const providersSchema = `
CREATE TABLE providers (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX providers_by_name ON providers (organization_id, name);
`;
