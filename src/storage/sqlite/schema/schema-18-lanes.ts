/** By which right a request was made, what was chosen for its code, and break-glass. What was there before was made by owners and admins. */
export const lanesSchema = `
ALTER TABLE issue_requests ADD COLUMN lane TEXT NOT NULL DEFAULT 'issuer';
ALTER TABLE issue_requests ADD COLUMN lifetime_minutes INTEGER;
ALTER TABLE issue_requests ADD COLUMN starts_at INTEGER;
ALTER TABLE issue_requests ADD COLUMN break_glass TEXT;
ALTER TABLE backup_codes ADD COLUMN starts_at INTEGER;
`;
