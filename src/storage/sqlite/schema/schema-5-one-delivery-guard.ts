/**
 * That a delivery opens one request at most is what delivery keys see to, in the transaction that opens it. A second index
 * of the same was one more page to write for every command, and no query used it.
 */
export const oneDeliveryGuardSchema = `
DROP INDEX issue_requests_by_delivery;
ALTER TABLE issue_requests DROP COLUMN delivery_key;
`;
