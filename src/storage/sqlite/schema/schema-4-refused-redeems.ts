/**
 * Only refused redeems are looked for by whom they were done to. In an index of all events each would be one more page to
 * write, somewhere in its middle.
 */
export const refusedRedeemsSchema = `
DROP INDEX audit_events_by_target;
CREATE INDEX audit_events_of_refused_redeems ON audit_events (organization_id, target, sequence)
  WHERE action = 'redeem.refused';
`;
