import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../../src/domain/codes/code-format.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { hashCode } from '../../support/hash-code.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import type { SeededOrganization } from './seed-organization.ts';

export interface IssuedCode {
  readonly user: DirectoryUser;
  readonly login: string;
  /** as it is shown */
  readonly code: string;
}

const fixtures = createStoreFixtures('bench');

/** A live code for each of these people; one that they had is superseded. */
export async function issueCodes(
  { store, keys, organization, requesters }: SeededOrganization,
  users: readonly DirectoryUser[],
): Promise<IssuedCode[]> {
  const drafts = await Promise.all(
    users.map(async (user, index) => {
      const issuer = requesters[index % requesters.length] ?? user;
      const body = systemRandom.codeSymbols().reveal();
      const symbols = body + computeCheckSymbol(body);
      const now = systemClock.now();
      const draft = fixtures.code(user, {
        issuedBy: issuer.id,
        createdAt: now,
        expiresAt: now + 3_600_000,
      });
      const context = {
        organizationId: organization.id,
        userId: user.id,
        codeId: draft.id,
        startsAt: draft.startsAt,
        expiresAt: draft.expiresAt,
      };
      const record: BackupCode = {
        ...draft,
        hash: await hashCode(new Secret(symbols), context, systemRandom.bytes(16), keys),
      };
      return { record, issued: { user, login: user.email ?? '', code: formatCode(symbols) } };
    }),
  );
  await store.transact(organization.id, async (tx) => {
    for (const { record } of drafts) {
      const live = await tx.codes.findLive(organization.id, record.userId);
      if (live !== null) await tx.codes.transition(organization.id, live.id, ['active'], 'superseded', {});
      await tx.codes.insert(record);
    }
  });
  return drafts.map(({ issued }) => issued);
}
