import type { errors, KoaContextWithOIDC } from 'oidc-provider';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Writes down why a request was refused, under the id that Entra ID has given it (`client-request-id`): all that its administrator and ours
 * have in common. Nothing else that was sent gets into the log.
 */
export function createRefusalLog(log: { warn(facts: object, message: string): void }) {
  return function logRefusal({ oidc, query }: KoaContextWithOIDC, error: errors.OIDCProviderError): void {
    const clientRequestId = query['client-request-id'];
    if (typeof clientRequestId !== 'string' || !GUID.test(clientRequestId)) return;
    const { error: refusal, error_description: reason } = error;
    log.warn({ clientRequestId, client: oidc.client?.clientId, refusal, reason }, 'A sign-in was not begun');
  };
}
