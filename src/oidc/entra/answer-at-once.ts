import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { OidcState } from '../../services/sign-in/oidc-state.ts';
import { withOutage } from '../create-adapter.ts';
import { readNamedPerson } from '../hints/name-person.ts';

/** Entra ID waits for about five minutes after it has sent the browser to us. */
export const ENTRA_INTERACTION_SECONDS = 270;

/** The last write before an ID token is sent: there is no authorization code whose single use could be enforced. */
export async function finishByHint(
  state: OidcState,
  clientId: string,
  signInId: string,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  const person = readNamedPerson(params);
  if (person.kind !== 'entra') throw new Error('Entra ID names people by signed hints alone');
  if (await withOutage(state.finishByHint(clientId, signInId, person.hintId))) return;
  throw new errors.AccessDenied('the sign-in was finished before');
}

/** Entra ID accepts only the `sub` by which it has named the person. */
export async function readHintedSubject({ oidc }: KoaContextWithOIDC): Promise<string> {
  const person = readNamedPerson(oidc.params ?? {});
  if (person.kind !== 'entra') throw new Error('Entra ID names people by signed hints alone');
  return person.subject;
}

/** Whether the client has the profile `entra`: no other may ask for an ID token directly. */
export function isOfEntra(client: Client): boolean {
  return client.responseTypes?.includes('id_token') === true;
}
