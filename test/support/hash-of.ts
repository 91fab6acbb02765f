import type { BackupCode } from '../../src/domain/codes/backup-code.ts';
import type { CodeHash } from '../../src/domain/codes/code-hash.ts';

/** The hash of a code of our own. */
export function hashOf({ hash }: Pick<BackupCode, 'hash'>): CodeHash {
  if (hash === null) throw new Error('a provider’s code');
  return hash;
}
