/**
 * What the daily look at a domain's TXT record has seen, and one organization at most that has verified a name. Where two had, the one that
 * proved it first keeps it.
 */
export const domainChecksSchema = `
ALTER TABLE domains ADD COLUMN last_checked_at INTEGER;
ALTER TABLE domains ADD COLUMN next_check_at INTEGER;
ALTER TABLE domains ADD COLUMN missing_since INTEGER;
ALTER TABLE domains ADD COLUMN missed_looks INTEGER NOT NULL DEFAULT 0;
UPDATE domains AS later SET verified_at = NULL WHERE EXISTS (
  SELECT 1 FROM domains AS first WHERE first.name = later.name
    AND (first.verified_at, first.organization_id) < (later.verified_at, later.organization_id)
);
UPDATE domains SET next_check_at = verified_at WHERE verified_at IS NOT NULL;
CREATE UNIQUE INDEX domains_verified ON domains (name) WHERE verified_at IS NOT NULL;
CREATE INDEX domains_due ON domains (next_check_at) WHERE next_check_at IS NOT NULL;
`;
