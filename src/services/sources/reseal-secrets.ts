import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { openSourceSecret, sealingKeyId, sealSourceSecret } from './source-secret.ts';

export interface Resealed {
  readonly resealed: number;
  /** Sources whose credential no key opens, by name. */
  readonly unreadable: readonly string[];
}

/** Seals every source's credential with the newest master key, so that older ones can be taken out of the ring. */
export function createResealSecrets(deps: ServiceDeps) {
  return async function resealSecrets(): Promise<Resealed> {
    const newest = deps.keys.current('seal').id;
    const unreadable: string[] = [];
    let resealed = 0;
    for (const { id: organizationId } of await deps.store.read.organizations.list()) {
      const changed = await deps.store.transact(organizationId, async (tx) => {
        const bad: string[] = [];
        let count = 0;
        for (const source of await tx.sources.list(organizationId)) {
          if (source.sealedSecret === null || sealingKeyId(source.sealedSecret) === newest) continue;
          const opened = openSourceSecret(deps, source);
          if (opened.kind === 'unreadable') {
            bad.push(source.name);
            continue;
          }
          const sealedSecret = sealSourceSecret(deps, source.id, opened.secret);
          await tx.sources.update({ ...source, sealedSecret });
          await tx.audit.append(
            draftOperatorAudit(deps, {
              organizationId,
              action: 'source.changed',
              target: source.id,
              details: { name: source.name, credential: 'sealed with the newest key', keyId: newest },
            }),
          );
          count += 1;
        }
        return { count, bad };
      });
      resealed += changed.count;
      unreadable.push(...changed.bad);
    }
    return { resealed, unreadable };
  };
}
