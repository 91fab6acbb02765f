import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Branding } from '../pages/page.ts';
import type { OrganizationReader } from '../ports/organizations.ts';
import { StoreUnavailableError } from '../ports/store.ts';
import type { FindOidcClient } from '../services/clients/find-oidc-client.ts';
import { renderSendBackPage } from './page/send-back-page.ts';

/**
 * Replaces `response_mode=form_post` before the library sees it: the library's page has an inline script, and ours have none. A client that
 * asks for this name gets the same.
 */
export const FORM_POST_MODE = 'form_post_page';

export interface FormPostDeps {
  readonly findOidcClient: FindOidcClient;
  readonly organizations: OrganizationReader;
}

/** Sends an answer back through the browser, as a form to the client. */
export function createFormPost(deps: FormPostDeps) {
  return async function formPost(
    context: KoaContextWithOIDC,
    redirectUri: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { client } = context.oidc;
    if (client === undefined) throw new Error('Nobody is sent back but to a client');
    const page = renderSendBackPage({
      branding: await findBranding(deps, client.clientId),
      serviceName: client.clientName ?? client.clientId,
      redirectUri,
      fields: Object.entries(payload).map(([name, value]) => [name, String(value)]),
      isError: 'error' in payload,
    });
    context.status = page.status;
    context.set({ ...page.headers });
    context.body = page.html;
  };
}

/** `null` in an outage as well: the answer must still be sent, since a code may have been spent on it. */
async function findBranding(
  { findOidcClient, organizations }: FormPostDeps,
  clientId: string,
): Promise<Branding | null> {
  try {
    const client = await findOidcClient(clientId);
    if (client === null) return null;
    const organization = await organizations.findById(client.service.organizationId);
    if (organization === null) return null;
    return { organizationName: organization.name, accentColor: organization.policy.accentColor };
  } catch (error) {
    if (error instanceof StoreUnavailableError) return null;
    throw error;
  }
}
