import { randomInt, randomUUID } from 'node:crypto';
import type { OktaLog } from './okta-log.ts';
import type { OktaFakePerson } from './okta-person.ts';

export interface OktaTac {
  readonly id: string;
  readonly personId: string;
  readonly code: string;
  readonly multiUse: boolean;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface OktaCodes {
  /** The authenticator of temporary access codes; `null`: the organization has none. */
  tac: { status: 'ACTIVE' | 'INACTIVE'; minTtl: number; maxTtl: number; multiUseAllowed: boolean } | null;
  /** Roles of administrators by the person's id. */
  readonly roles: Map<string, readonly string[]>;
  /** Whether the credential belongs to a super administrator: others can't make codes for administrators. */
  isSuper: boolean;
  /** What the API token may read and do, as scopes; a service app has what it is granted. */
  readonly tokenScopes: Set<string>;
  /** The people with ended sessions, and whether their tokens of applications went as well. */
  readonly endedSessions: { readonly personId: string; readonly oauthTokens: boolean }[];
  /** What the people have now, by the enrolment's id. */
  readonly enrolments: Map<string, OktaTac>;
  /** Every code that was made. */
  readonly made: readonly string[];
  /** The codes of a person that work now. */
  working(personId: string): string[];
  /** Makes a code, as the console does: it ends the one that the person had. */
  make(personId: string, wish?: { readonly ttl: number; readonly multiUse: boolean }): OktaTac;
  /** Signs in with a code, as the person does. @returns whether it worked */
  redeem(personId: string, code: string, ip?: string): boolean;
  /** Sets up a new factor, as the person does. */
  enrol(personId: string): void;
}

/** People in these states can have a code. */
export const openStates = ['ACTIVE', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'RECOVERY'];
/** Okta doesn't document the name. */
const TAC_FACTOR = 'TEMPORARY_ACCESS_CODE';
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Okta's temporary access codes: who has which, and whether it works. */
export function createOktaCodes(
  people: ReadonlyMap<string, OktaFakePerson>,
  now: () => number,
  log: OktaLog,
): OktaCodes {
  const enrolments = new Map<string, OktaTac>();
  const made: string[] = [];
  const codes: OktaCodes = {
    tac: { status: 'ACTIVE', minTtl: 10, maxTtl: 720, multiUseAllowed: true },
    roles: new Map(),
    isSuper: false,
    tokenScopes: new Set([
      'okta.users.read',
      'okta.users.manage',
      'okta.groups.read',
      'okta.authenticators.read',
      'okta.roles.read',
      'okta.logs.read',
    ]),
    endedSessions: [],
    enrolments,
    made,
    working: (personId) =>
      ofPerson(personId)
        .filter(isLive)
        .map(({ code }) => code),
    make(personId, { ttl, multiUse } = { ttl: 60, multiUse: false }) {
      for (const { id } of ofPerson(personId)) enrolments.delete(id);
      const text = Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('');
      const tac: OktaTac = {
        id: `tac${randomUUID().replaceAll('-', '')}`,
        personId,
        // Codes may hold what Slack reads as markup.
        code: `&${text}<`,
        multiUse,
        createdAt: now(),
        expiresAt: now() + ttl * 60_000,
      };
      enrolments.set(tac.id, tac);
      made.push(tac.code);
      log.write('user.mfa.factor.activate', personId, tac.id, { actorId: 'unknown', factor: TAC_FACTOR });
      return tac;
    },
    redeem(personId, code, ip = '198.51.100.7') {
      const hit = ofPerson(personId).find((each) => each.code === code && isLive(each));
      const isGood = hit !== undefined && openStates.includes(people.get(personId)?.status ?? '');
      log.write('user.authentication.auth_via_mfa', personId, hit?.id ?? null, {
        ip,
        isGood,
        factor: TAC_FACTOR,
      });
      if (hit !== undefined && isGood && !hit.multiUse) enrolments.delete(hit.id);
      return isGood;
    },
    enrol(personId) {
      log.write('user.mfa.factor.activate', personId, `pfd${randomUUID()}`, { factor: 'OKTA_VERIFY_PUSH' });
    },
  };

  const ofPerson = (personId: string) =>
    [...enrolments.values()].filter((each) => each.personId === personId);
  const isLive = ({ expiresAt }: OktaTac) => expiresAt > now() && codes.tac?.status === 'ACTIVE';
  return codes;
}
