/**
 * A notice is sent by the token of its own workspace, and waits for others of its destination only. Notices from before
 * belong to no workspace until a process of their organization starts.
 */
export const noticeRoutesSchema = `
ALTER TABLE notices ADD COLUMN slack_tenant_id TEXT;
ALTER TABLE notices ADD COLUMN destination TEXT NOT NULL DEFAULT '';
UPDATE notices SET destination = id;
DROP INDEX notices_by_due;
CREATE INDEX notices_by_due ON notices (due_at);
CREATE INDEX notices_by_tenant ON notices (slack_tenant_id, due_at);
ALTER TABLE issue_requests ADD COLUMN origin_slack_tenant_id TEXT;
`;
