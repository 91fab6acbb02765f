/** Since when a requester has their role is asked of the history of their changes, at every request. */
export const userChangesSchema = `
CREATE INDEX audit_events_of_user_changes ON audit_events (organization_id, target, sequence)
  WHERE action = 'directory.user_changed';
`;
