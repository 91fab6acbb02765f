/**
 * Sources, what they say of people, and where it collides; groups; SCIM resources as their clients wrote them. What a source owns goes with
 * it. Users stay, so they hold no reference to their source.
 */
export const sourcesSchema = `
ALTER TABLE users ADD COLUMN source_id TEXT;
ALTER TABLE users ADD COLUMN external_id TEXT;
ALTER TABLE users ADD COLUMN manager TEXT;
ALTER TABLE users ADD COLUMN department TEXT;
ALTER TABLE users ADD COLUMN employee_number TEXT;
CREATE INDEX users_by_source ON users (organization_id, source_id, status) WHERE source_id IS NOT NULL;

CREATE TABLE sources (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  sealed_secret TEXT,
  client_id TEXT,
  role_rules TEXT NOT NULL,
  allowed_owners TEXT NOT NULL,
  brake_percent INTEGER NOT NULL,
  every_minutes INTEGER,
  cursor TEXT,
  last_full_at INTEGER,
  run TEXT,
  is_scheduled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX sources_by_name ON sources (organization_id, name);
CREATE UNIQUE INDEX sources_by_client ON sources (organization_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX sources_scheduled ON sources (id) WHERE is_scheduled = 1;

CREATE TABLE source_people (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  user_id TEXT,
  record TEXT NOT NULL,
  rule_role TEXT,
  ignored TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, source_id, external_id),
  FOREIGN KEY (organization_id, source_id) REFERENCES sources (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX source_people_by_user ON source_people (organization_id, user_id, updated_at, source_id, external_id)
  WHERE user_id IS NOT NULL;

CREATE TABLE conflicts (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  field TEXT,
  value TEXT,
  other_user_id TEXT,
  other_source_id TEXT,
  since INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, source_id) REFERENCES sources (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX conflicts_by_age ON conflicts (organization_id, since, id);
CREATE INDEX conflicts_of_source ON conflicts (organization_id, source_id, since, id);
CREATE INDEX conflicts_of_person ON conflicts (organization_id, source_id, external_id);

CREATE TABLE groups (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, source_id) REFERENCES sources (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX groups_of_source ON groups (organization_id, source_id, id);
CREATE UNIQUE INDEX groups_by_name ON groups (organization_id, source_id, folded_name);
CREATE UNIQUE INDEX groups_by_external_id ON groups (organization_id, source_id, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE group_members (
  organization_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, group_id, user_id),
  FOREIGN KEY (organization_id, group_id) REFERENCES groups (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_user ON group_members (organization_id, user_id, group_id);

CREATE TABLE scim_resources (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  external_id TEXT,
  emails TEXT NOT NULL,
  content TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, source_id, type, id),
  FOREIGN KEY (organization_id, source_id) REFERENCES sources (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX scim_resources_by_name ON scim_resources (organization_id, source_id, type, name);
CREATE INDEX scim_resources_by_external_id ON scim_resources (organization_id, source_id, type, external_id, id)
  WHERE external_id IS NOT NULL;

CREATE TABLE scim_emails (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  type TEXT NOT NULL,
  email TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (organization_id, source_id, type, email, id),
  FOREIGN KEY (organization_id, source_id, type, id) REFERENCES scim_resources (organization_id, source_id, type, id)
    ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX scim_emails_of_resource ON scim_emails (organization_id, source_id, type, id);

CREATE TABLE scim_counts (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  type TEXT NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (organization_id, source_id, type),
  FOREIGN KEY (organization_id, source_id) REFERENCES sources (organization_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
`;
