import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event.ts';
import type { BackupCode } from '../../src/domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import type { KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createRedeemCode, type RedeemResult } from '../../src/services/redeeming/redeem-code.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { hashCode } from '../support/hash-code.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';

export interface IssuedCode {
  /** as it is shown */
  readonly code: string;
  readonly record: BackupCode;
}

/** One organization in a real store in a real file, with a clock that is set by hand. */
export interface RedeemWorld {
  readonly path: string;
  readonly store: Store;
  readonly lena: DirectoryUser;
  /** has no code */
  readonly mia: DirectoryUser;
  readonly clock: { at: number; now(): number };
  issue(overrides?: Partial<BackupCode>, keys?: KeyRing): Promise<IssuedCode>;
  redeem(login: string | null, typed: string): Promise<RedeemResult>;
  /** The same use case over another handle, or with other keys. */
  redeemBy(store: Store, keys?: KeyRing): RedeemWorld['redeem'];
  /** Another handle on the same data, as another process would have. */
  openAnother(): Promise<Store>;
  history(): Promise<AuditEvent[]>;
  setPolicy(change: Partial<Policy>): Promise<void>;
}

export async function openRedeemWorld(): Promise<RedeemWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-redeem-'));
  const path = join(folder, 'test.db');
  const opened: Store[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const testKeys = createTestKeys();
  const openAnother = async (): Promise<Store> => {
    const store = await openSqliteStore({ path, keys: testKeys, waitMsMax: 60_000 });
    opened.push(store);
    return store;
  };
  const store = await openAnother();
  const clock = { at: T0, now: () => clock.at };
  const fixtures = createStoreFixtures('redeem');
  const { id: organizationId, owner: lena, member: mia } = await fixtures.seed(store);
  const client = fixtures.client(organizationId);

  const redeemBy = (handle: Store, keys: KeyRing = testKeys): RedeemWorld['redeem'] => {
    const redeemCode = createRedeemCode({ store: handle, clock, random: systemRandom, keys });
    return (login, typed) =>
      redeemCode({ client, login: login ?? '', typedCode: new Secret(typed), source: 'http:192.0.2.7' });
  };
  return {
    path,
    store,
    lena,
    mia,
    clock,
    redeem: redeemBy(store),
    redeemBy,
    openAnother,
    async issue(overrides = {}, keys = testKeys) {
      const symbols = drawCode();
      const draft = fixtures.code(lena, overrides);
      const { id: codeId, startsAt, expiresAt } = draft;
      const context = { organizationId, userId: draft.userId, codeId, startsAt, expiresAt };
      const hash = await hashCode(new Secret(symbols), context, systemRandom.bytes(16), keys);
      const record = { ...draft, hash };
      await store.transact(organizationId, (tx) => tx.codes.insert(record));
      return { code: formatCode(symbols), record };
    },
    history: () => store.read.audit.list(organizationId, { after: 0, limit: 1000 }),
    async setPolicy(change) {
      await store.transact(organizationId, async (tx) => {
        const organization = await tx.organizations.findById(organizationId);
        if (organization === null) throw new Error('The organization of the test vanished');
        await tx.organizations.setPolicy(organizationId, { ...organization.policy, ...change });
      });
    },
  };
}

/** The symbols of a fresh code. */
export function drawCode(): string {
  const body = systemRandom.codeSymbols().reveal();
  return body + computeCheckSymbol(body);
}
