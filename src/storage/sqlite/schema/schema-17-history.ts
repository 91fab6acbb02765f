/**
 * What was done to a person, for their history. Changes of the directory are left out: a sync may write a million of them, each to a page
 * somewhere in the middle of the index.
 */
export const historySchema = `
CREATE INDEX audit_events_about_target ON audit_events (organization_id, target, sequence)
  WHERE action <> 'directory.user_changed';
`;
