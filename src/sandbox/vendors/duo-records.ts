import { randomInt } from 'node:crypto';

export interface DuoFakePerson {
  readonly user_id: string;
  readonly username: string;
  readonly email: string;
  readonly status: string;
  readonly [field: string]: unknown;
}

export interface DuoFakeCode {
  readonly id: string;
  readonly userId: string;
  readonly code: string;
  readonly created: number;
  /** Seconds of the epoch; `null`: never. */
  readonly expiration: number | null;
  /** `null`: no limit. */
  usesLeft: number | null;
}

const ID_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
export const makeId = (prefix: string): string =>
  prefix + Array.from({ length: 18 }, () => ID_SIGNS[randomInt(ID_SIGNS.length)]).join('');

/** A person with a phone, as Duo describes one. */
export function describeDuoPerson(username: string, change: Partial<DuoFakePerson> = {}): DuoFakePerson {
  return {
    user_id: makeId('DU'),
    username,
    email: username.includes('@') ? username : '',
    realname: 'Ada Byron',
    status: 'active',
    is_enrolled: true,
    alias1: null,
    alias2: null,
    alias3: null,
    alias4: null,
    aliases: {},
    created: 1_700_000_000,
    last_login: null,
    notes: '',
    groups: [],
    phones: [
      {
        phone_id: makeId('DP'),
        number: '+41790000000',
        type: 'Mobile',
        platform: 'Apple iOS',
        activated: true,
      },
    ],
    tokens: [],
    u2ftokens: [],
    webauthncredentials: [],
    ...change,
  };
}

export const describeCode = ({ id, created, expiration, usesLeft }: DuoFakeCode) => ({
  bypass_code_id: id,
  admin_email: 'api@acme.test',
  created,
  expiration,
  reuse_count: usesLeft,
});

export function namesOf({ username, alias1, alias2, alias3, alias4, aliases }: DuoFakePerson): string[] {
  const more = Object.values((aliases ?? {}) as Record<string, unknown>);
  return [username, alias1, alias2, alias3, alias4, ...more]
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.toLowerCase());
}
