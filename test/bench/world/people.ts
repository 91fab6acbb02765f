export const TEAM_ID = 'TBENCH';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/** Enough admins that none of them reaches the limit of commands and clicks a minute. */
export const REQUESTERS = 2000;
/** Enough people that most codes supersede none. */
export const TARGETS = 5000;

export const requesterId = (index: number): string => `UADM${String(index % REQUESTERS).padStart(6, '0')}`;
export const targetId = (index: number): string => `UTGT${String(index % TARGETS).padStart(6, '0')}`;

/** Each workspace is another organization's, and of several organizations only one can have verified a domain. */
export const domainOf = (teamId: string): string =>
  teamId === TEAM_ID ? 'acme.test' : `${teamId.toLowerCase()}.test`;
export const emailOf = (slackId: string, teamId: string): string =>
  `${slackId.toLowerCase()}@${domainOf(teamId)}`;
