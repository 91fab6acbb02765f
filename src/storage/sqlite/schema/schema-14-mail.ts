/** A notice goes by Slack or by email. Those from before go by Slack. */
export const mailSchema = `
ALTER TABLE notices ADD COLUMN channel TEXT NOT NULL DEFAULT 'slack';
`;
