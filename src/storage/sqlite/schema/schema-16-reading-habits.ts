/** How a person reads, as Slack says. Those linked before are looked up at their next command. */
export const readingHabitsSchema = `
ALTER TABLE slack_identities ADD COLUMN locale TEXT;
ALTER TABLE slack_identities ADD COLUMN time_zone TEXT;
`;
