import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import { vendorNames } from '../../domain/providers/provider.ts';
import { say } from '../../messages/say.ts';
import { formatTime } from './mrkdwn.ts';

/** Which vendor made it, and what it's called there. Empty for a code of our own. */
export function describeMaker({ vendor }: Pick<BackupCode, 'vendor'>): string[] {
  if (vendor === null) return [];
  const { kind } = vendor;
  return [say('slack.provider.made_by', { vendor: vendorNames[kind], code: say(`slack.provider.${kind}`) })];
}

/** Where a code that has ended here still works, and until when; `null`: nowhere. */
export function findOutliving({ vendor, expiresAt, state }: BackupCode) {
  if (vendor === null || capabilities[vendor.kind].ends !== 'none') return null;
  // Other reasons are that it was used, or that time is up at the vendor too.
  if (state !== 'revoked' && state !== 'superseded') return null;
  return { vendor: vendorNames[vendor.kind], until: formatTime(vendor.endsAt ?? expiresAt) };
}

/** What else is true where a code is said to work no longer: some vendors can't end theirs. Empty for any other code. */
export function describeOutliving(
  { vendor, expiresAt }: Pick<BackupCode, 'vendor' | 'expiresAt'>,
  reader: 'admin' | 'target' | 'revoked',
): string[] {
  if (vendor === null || capabilities[vendor.kind].ends !== 'none') return [];
  const facts = { vendor: vendorNames[vendor.kind], until: formatTime(vendor.endsAt ?? expiresAt) };
  return [say(`slack.provider.outlives.${reader}`, facts)];
}

/** What else is true where a code is said to have been live: its vendor tells of a use later than it happens. Empty for any other code. */
export function describeUnseenUse({ vendor }: Pick<BackupCode, 'vendor'>): string[] {
  return vendor === null ? [] : [say('slack.provider.unseen_use', { vendor: vendorNames[vendor.kind] })];
}
