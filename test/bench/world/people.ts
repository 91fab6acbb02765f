export const TEAM_ID = 'TBENCH';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/** Enough that nobody meets a limit, as in a real organization: nobody issues more than a few dozen codes an hour. */
export const REQUESTERS = 200;
export const TARGETS = 2000;

/** Slack ids; the e-mail address is the id's, in small letters, at acme.test. */
export const requesterId = (index: number): string => `UADM${String(index % REQUESTERS).padStart(6, '0')}`;
export const targetId = (index: number): string => `UTGT${String(index % TARGETS).padStart(6, '0')}`;

export const emailOf = (slackId: string): string => `${slackId.toLowerCase()}@acme.test`;
