import type { Secret } from '../../../domain/crypto/secret.ts';
import type { ServiceDeps } from '../../deps.ts';
import type { RequestClick } from '../open-click.ts';
import { openOwnForm } from '../open-own-form.ts';

/** What the form needs that asks how long a code is to work, and from when on. @param promptUrl see {@link openOwnForm} */
export function createOpenOptions(deps: ServiceDeps) {
  return async function openOptions(click: RequestClick, promptUrl: Secret) {
    return deps.store.transact(click.organization.id, (tx) => openOwnForm(deps, tx, click, promptUrl));
  };
}
