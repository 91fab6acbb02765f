import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ServiceDeps } from '../deps.ts';
import { findManager } from '../directory/find-manager.ts';
import type { ClickRefused, RequestClick } from './open-click.ts';
import { type OpenForm, openOwnForm } from './open-own-form.ts';

export type OpenVerificationResult =
  | (OpenForm & {
      /** Who the directory says is the target's manager; `null`: the requester chooses. */
      readonly manager: DirectoryUser | null;
      /** Whether the person can be asked on their device. */
      readonly hasDeviceCheck: boolean;
    })
  | ClickRefused
  | { readonly kind: 'duplicate' };

/** What the form needs that asks how the caller was verified. @param promptUrl see {@link openOwnForm} */
export function createOpenVerification(deps: ServiceDeps) {
  return async function openVerification(
    click: RequestClick,
    promptUrl: Secret,
  ): Promise<OpenVerificationResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openOwnForm(deps, tx, click, promptUrl);
      if (opened.kind !== 'open') return opened;
      const { target } = opened;
      const hasDeviceCheck = (await tx.deviceProviders.find(target.organizationId)) !== null;
      return { ...opened, manager: await findManager(tx, target), hasDeviceCheck };
    });
  };
}
