import { type BackupCode, type CodeState, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { issuingRoles } from '../../domain/directory/roles.ts';
import { decideAuthority, type LanePolicy } from '../../domain/requests/authority.ts';
import type { Readers } from '../../ports/store.ts';

const DAY_MS = 24 * 3_600_000;
const PAGE = 3;
/** Older ones are of no help to the person, and are in the organization's history. */
const OWN_CODES_MAX = 60;
const ISSUERS_LOOKED_AT = 50;

export interface OwnCode {
  readonly code: BackupCode;
  readonly state: CodeState;
  /** `null`: an operator. */
  readonly issuedBy: DirectoryUser | null;
  /** Whether “This wasn't me” is offered: for a day, and as long as the code works. */
  readonly mayDisown: boolean;
}

/** What was done for one's own account, and who could help with it. */
export interface OwnAccount {
  readonly user: DirectoryUser;
  /** A page, newest first. */
  readonly codes: readonly OwnCode[];
  readonly from: number;
  /** Where the next page begins; `null` on the last. */
  readonly olderFrom: number | null;
  readonly newerFrom: number | null;
  /** Who may issue a code for them, owners first. */
  readonly helpers: readonly DirectoryUser[];
}

export async function readOwnAccount(
  read: Pick<Readers, 'codes' | 'directory'>,
  {
    user,
    policy,
    now,
    from,
  }: {
    readonly user: DirectoryUser;
    readonly policy: LanePolicy;
    readonly now: number;
    readonly from: number;
  },
): Promise<OwnAccount> {
  const { organizationId } = user;
  const start = Math.min(from, OWN_CODES_MAX - PAGE);
  const latest = await read.codes.listLatest(organizationId, user.id, start + PAGE + 1);
  const page = latest.slice(start, start + PAGE);
  const issuers = await read.directory.listUsersByIds(organizationId, [
    ...new Set(page.flatMap(({ issuedBy }) => issuedBy ?? [])),
  ]);
  const hasOlder = latest.length > start + PAGE && start + PAGE < OWN_CODES_MAX;
  const candidates = await read.directory.listConfirmedByRole(
    organizationId,
    issuingRoles,
    ISSUERS_LOOKED_AT,
  );
  return {
    user,
    codes: page.map((code) => describe(code, issuers, now)),
    from: start,
    olderFrom: hasOlder ? start + PAGE : null,
    newerFrom: start === 0 ? null : Math.max(0, start - PAGE),
    helpers: candidates.filter(
      (actor) => decideAuthority({ kind: 'issue' }, { actor, target: user, policy }).kind === 'allowed',
    ),
  };
}

function describe(code: BackupCode, issuers: readonly DirectoryUser[], now: number): OwnCode {
  const state = codeStateAt(code, now);
  const isRecent = now - Math.max(code.createdAt, code.settledAt ?? 0) < DAY_MS;
  return {
    code,
    state,
    issuedBy: issuers.find(({ id }) => id === code.issuedBy) ?? null,
    mayDisown: code.disownedAt === null && (isRecent || state === 'active' || state === 'undelivered'),
  };
}
