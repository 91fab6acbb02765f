import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import { vendorNames } from '../../domain/providers/provider.ts';
import { say } from '../../messages/say.ts';
import { formatTime } from './mrkdwn.ts';

/** What else is true where a code is said to work no longer: some vendors can't end theirs. Empty for any other code. */
export function describeOutliving(
  { vendor, expiresAt }: Pick<BackupCode, 'vendor' | 'expiresAt'>,
  reader: 'admin' | 'target',
): string[] {
  if (vendor === null || capabilities[vendor.kind].ends !== 'none') return [];
  const facts = { vendor: vendorNames[vendor.kind], until: formatTime(vendor.endsAt ?? expiresAt) };
  return [say(`slack.provider.outlives.${reader}`, facts)];
}
