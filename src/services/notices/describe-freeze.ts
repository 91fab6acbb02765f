import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { FreezeId, OrganizationId, UserId } from '../../domain/ids.ts';
import type { NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import {
  type FreezeKind,
  findOrganizationFreeze,
  isFreezable,
  isFrozen,
} from '../../domain/requests/freeze.ts';
import type { Readers } from '../../ports/store.ts';
import { listOwnersToAlarm } from './alarm.ts';

/** What a notice about freezing says; `by` and `proposedBy`: names of people, or what the history calls others. */
export type FreezeNotice =
  | {
      readonly kind: 'security_frozen';
      readonly freezeId: FreezeId;
      readonly by: string;
      readonly reason: string;
      readonly requestsEnded: number;
      readonly codesLive: number;
    }
  | {
      readonly kind: 'security_held';
      readonly freezeId: FreezeId;
      readonly count: number;
      readonly minutes: number;
    }
  | { readonly kind: 'security_all_revoked'; readonly by: string; readonly count: number }
  | {
      readonly kind: 'security_unfreeze_proposed';
      readonly freezeId: FreezeId;
      readonly was: FreezeKind;
      readonly by: string;
      readonly until: number;
    }
  | {
      readonly kind: 'security_unfrozen';
      readonly was: FreezeKind;
      readonly by: string;
      readonly proposedBy: string;
      readonly requestsReleased: number;
    }
  | { readonly kind: 'security_issuer_released'; readonly user: DirectoryUser; readonly by: string }
  | { readonly kind: 'issuer_released'; readonly by: string };

export type FreezeContent = Extract<NoticeContent, { kind: FreezeNotice['kind'] }>;

type Read = Pick<Readers, 'freezes' | 'directory'>;

/** @returns `null` if there is nothing to say any longer */
export async function describeFreeze(
  read: Read,
  { id }: Pick<Organization, 'id'>,
  content: FreezeContent,
  nameOf: (id: string) => Promise<string>,
): Promise<FreezeNotice | null> {
  switch (content.kind) {
    case 'security_frozen': {
      const { kind, freezeId, reason, requestsEnded, codesLive } = content;
      return { kind, freezeId, by: await nameOf(content.by), reason, requestsEnded, codesLive };
    }
    case 'security_held': {
      const { kind, freezeId, count, minutes } = content;
      return { kind, freezeId, count, minutes };
    }
    case 'security_all_revoked':
      return { kind: content.kind, by: await nameOf(content.by), count: content.count };
    case 'security_unfreeze_proposed': {
      const { kind, freezeId, until } = content;
      const freeze = findOrganizationFreeze(await read.freezes.listLasting(id));
      // Someone has agreed already: there is nothing to ask.
      if (freeze?.id !== freezeId) return null;
      return { kind, freezeId, was: freeze.kind, by: await nameOf(content.by), until };
    }
    case 'security_unfrozen': {
      const { kind, was, requestsReleased } = content;
      const proposedBy = await nameOf(content.proposedBy);
      return { kind, was, by: await nameOf(content.by), proposedBy, requestsReleased };
    }
    case 'security_issuer_released': {
      const user = await read.directory.findUser(id, content.userId);
      return user && { kind: content.kind, user, by: await nameOf(content.by) };
    }
    case 'issuer_released':
      return { kind: content.kind, by: await nameOf(content.by) };
  }
}

/** How far back earlier presses of "This wasn't me" are counted. */
const PRESSES_SINCE_MS = 30 * 24 * 3_600_000;
const LATEST_CODES = 20;

/** What the alarm about a disowned code says of those who issued it, as of now. */
export interface DisownedIssuing {
  /** Those who can issue nothing until an owner has looked. */
  readonly frozen: readonly DirectoryUser[];
  /** Owners who were not frozen, as no other owner could release them. */
  readonly unfreezable: readonly DirectoryUser[];
  /** Their codes that still work. */
  readonly codesLive: number;
  /** How often the person has disowned a code in the last 30 days. */
  readonly presses: number;
}

export async function describeDisownedIssuing(
  read: Pick<Readers, 'freezes' | 'directory' | 'codes'>,
  organizationId: OrganizationId,
  target: DirectoryUser,
  issuers: readonly (DirectoryUser | null)[],
  now: number,
): Promise<DisownedIssuing> {
  const freezes = await read.freezes.listLasting(organizationId);
  const owners = await listOwnersToAlarm(read, organizationId);
  const known = new Map<UserId, DirectoryUser>();
  for (const issuer of issuers) if (issuer !== null) known.set(issuer.id, issuer);
  const frozen = [...known.values()].filter((issuer) => isFrozen(freezes, issuer));
  const live = await read.codes.listLive(organizationId);
  const latest = await read.codes.listLatest(organizationId, target.id, LATEST_CODES);
  return {
    frozen,
    unfreezable: [...known.values()].filter(
      (issuer) => !isFrozen(freezes, issuer) && !isFreezable(issuer, owners, freezes),
    ),
    codesLive: live.filter(
      ({ issuedBy, expiresAt }) => expiresAt > now && frozen.some(({ id }) => id === issuedBy),
    ).length,
    presses: latest.filter(({ disownedAt }) => disownedAt !== null && disownedAt > now - PRESSES_SINCE_MS)
      .length,
  };
}
