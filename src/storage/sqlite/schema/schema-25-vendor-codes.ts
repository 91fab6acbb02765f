/** Which provider a request is for, and codes that a provider made: what is known of them there, as JSON, and when the program next looks after them. */
export const vendorCodesSchema = `
ALTER TABLE issue_requests ADD COLUMN provider_id TEXT;
ALTER TABLE backup_codes ADD COLUMN vendor TEXT;
ALTER TABLE backup_codes ADD COLUMN vendor_due_at INTEGER;
CREATE INDEX backup_codes_vendor_due ON backup_codes (vendor_due_at) WHERE vendor_due_at IS NOT NULL;
`;
