/**
 * What a request needs, how its caller was verified and who approved it, each as JSON. A request from before has the terms that one flag
 * said, and at most one decision, which covers nothing. In the policy, the roles that needed approval are the privileged ones.
 */
export const requestTermsSchema = `
ALTER TABLE issue_requests ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';
ALTER TABLE issue_requests ADD COLUMN ticket TEXT;
ALTER TABLE issue_requests ADD COLUMN verifications TEXT NOT NULL DEFAULT '[]';
ALTER TABLE issue_requests ADD COLUMN approvals TEXT NOT NULL DEFAULT '[]';
UPDATE issue_requests SET
  terms = json_object('tier', iif(needs_approval, 'privileged', 'standard'), 'approvalsRequired', needs_approval),
  approvals = iif(approver_id IS NULL, '[]', json_array(json_object(
    'approverId', approver_id,
    'verdict', iif(state = 'rejected', 'rejected', 'approved'),
    'decidedAt', coalesce(decided_at, settled_at, created_at),
    'reason', NULL,
    'actDigest', ''
  )));
ALTER TABLE issue_requests DROP COLUMN needs_approval;
ALTER TABLE issue_requests DROP COLUMN approver_id;
ALTER TABLE issue_requests DROP COLUMN decided_at;
UPDATE organizations SET policy = json_remove(
  json_set(policy, '$.privilegedRoles', json_extract(policy, '$.approvalRequiredFor')), '$.approvalRequiredFor'
) WHERE json_type(policy, '$.approvalRequiredFor') = 'array';
`;
