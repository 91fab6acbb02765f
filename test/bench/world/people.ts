export const TEAM_ID = 'TBENCH';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/**
 * So many that neither `flow.rate` nor `instances` makes anybody exceed a policy that nobody changed (twenty requests an hour), and that a code is
 * seldom for somebody whose last one still works: counting the one and superseding the other are not the main job.
 */
export const REQUESTERS = 2000;
export const TARGETS = 20_000;

/** Slack ids; the e-mail address is the id's, in small letters, at acme.test. */
export const requesterId = (index: number): string => `UADM${String(index % REQUESTERS).padStart(6, '0')}`;
export const targetId = (index: number): string => `UTGT${String(index % TARGETS).padStart(6, '0')}`;

export const emailOf = (slackId: string): string => `${slackId.toLowerCase()}@acme.test`;
