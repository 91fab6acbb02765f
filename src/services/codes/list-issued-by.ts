import { type BackupCode, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { CodeReader } from '../../ports/codes.ts';

/** The codes that a person issued and that still work, or are being shown. */
export async function listIssuedBy(
  codes: Pick<CodeReader, 'listLive'>,
  organizationId: OrganizationId,
  issuerId: UserId,
  now: number,
): Promise<BackupCode[]> {
  const live = await codes.listLive(organizationId);
  return live.filter((code) => code.issuedBy === issuerId && codeStateAt(code, now) !== 'expired');
}
