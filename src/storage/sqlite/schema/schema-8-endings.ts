/** What is to be said when a code or a request has ended: how, when and by whom it did, and which messages wait for it. */
export const endingsSchema = `
ALTER TABLE backup_codes ADD COLUMN disowned_at INTEGER;
ALTER TABLE issue_requests ADD COLUMN decided_at INTEGER;
ALTER TABLE issue_requests ADD COLUMN cancel_reason TEXT;
CREATE INDEX issue_requests_open_by_target ON issue_requests (organization_id, target_id, created_at)
  WHERE state IN ('pending', 'approved');
ALTER TABLE notices ADD COLUMN waits_for TEXT;
UPDATE notices SET waits_for = json_extract(content, '$.codeId') WHERE json_extract(content, '$.kind') = 'hide_reveal';
CREATE INDEX notices_waiting ON notices (organization_id, waits_for) WHERE waits_for IS NOT NULL;
`;
