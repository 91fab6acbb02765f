import type { Refusal, RefusalCode } from '../../domain/requests/refusals.ts';

type Words = readonly [what: string, remedy: string];

const who = 'Only Organization Owners and Organization Admins can';

/** What the refusals that speak of issuing say where something else was asked for. */
const wordsFor = {
  issue: {},
  status: {
    requester_role: [`${who} look up backup codes.`, 'Ask one of them.'],
    role_not_allowed: ['Your role can’t look up codes of this person’s role.', 'Ask an Organization Owner.'],
  },
  unlock: {
    requester_role: [`${who} unlock people.`, 'Ask one of them.'],
    self: [
      'You can’t unlock yourself.',
      'Ask another Organization Owner or Admin. They will want to be sure that it’s you.',
    ],
    role_not_allowed: ['Your role can’t unlock people of this person’s role.', 'Ask an Organization Owner.'],
  },
  revoke: {
    requester_role: [`${who} revoke backup codes.`, 'Ask one of them.'],
    role_not_allowed: ['Your role can’t revoke codes of this person’s role.', 'Ask an Organization Owner.'],
  },
} as const satisfies Record<string, Partial<Record<RefusalCode, Words>>>;

/** The same refusals in the words of what was asked for. */
export function speakOf(asked: keyof typeof wordsFor, refusals: readonly Refusal[]): Refusal[] {
  const words: Partial<Record<RefusalCode, Words>> = wordsFor[asked];
  return refusals.map((refusal) => {
    const [what, remedy] = words[refusal.code] ?? [refusal.what, refusal.remedy];
    return { ...refusal, what, remedy };
  });
}
