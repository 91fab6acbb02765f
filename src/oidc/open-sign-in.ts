import type { Request, Response } from 'express';
import { errors, type Provider } from 'oidc-provider';
import { loginOf } from '../domain/directory/directory-user.ts';
import { isId } from '../domain/ids.ts';
import type { Branding } from '../pages/page.ts';
import { correctForPage } from '../pages/speak-to-browser.ts';
import type { Readers } from '../ports/store.ts';
import type { FindOidcClient, OidcClient } from '../services/clients/find-oidc-client.ts';
import { ENROLMENT_DUE_MS } from '../services/notices/enqueue-used.ts';
import type { AnswerSignInInput } from '../services/sign-in/oidc-sign-in.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import { readBrowserMark, readNamedPerson } from './hints/name-person.ts';
import type { NamedPerson } from './hints/read-hint.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export interface OpenSignInDeps {
  readonly provider: Provider;
  readonly browserCookie: Pick<BrowserCookie, 'isMarked'>;
  readonly read: Pick<Readers, 'directory' | 'organizations'>;
  readonly findOidcClient: FindOidcClient;
}

/** Everything a page needs to know about one sign-in. */
export interface OpenSignIn {
  readonly interaction: Interaction;
  readonly client: OidcClient;
  readonly branding: Branding;
  readonly login: string;
  /** Whether a signed hint has named the person. */
  readonly vouchedBy: AnswerSignInInput['vouchedBy'];
  readonly path: string;
  /** How long the person has to set up a new factor, from the moment the code is accepted; `null` if the policy does not say. */
  readonly enrolWithinMs: number | null;
}

/** The sign-in of this browser; `null` if it has none under this address, or it is over. */
export async function openSignIn(
  { provider, browserCookie, findOidcClient, read }: OpenSignInDeps,
  request: Request,
  response: Response,
): Promise<OpenSignIn | null> {
  const interaction = await findInteraction(provider, request, response);
  if (interaction === null || interaction.uid !== request.params.uid) return null;
  const mark = readBrowserMark(interaction.params);
  if (!browserCookie.isMarked(provider, request, response, mark)) return null;
  const client = await findOidcClient(String(interaction.params.client_id));
  if (client === null) return null;
  const organization = await read.organizations.findById(client.service.organizationId);
  if (organization === null) return null;
  const { accentColor, requireReEnrolment, language } = organization.policy;
  correctForPage(request, readWishes(interaction.params), language);
  const person = readNamedPerson(interaction.params);
  return {
    interaction,
    client,
    branding: { organizationName: organization.name, accentColor },
    login: await findLogin(read, client, person),
    vouchedBy: person.kind === 'login' && !person.isSigned ? 'nobody' : 'hint',
    path: `${request.baseUrl}/${interaction.uid}`,
    enrolWithinMs: requireReEnrolment ? ENROLMENT_DUE_MS : null,
  };
}

/** `ui_locales`: what the client knows of the person, the best first (OpenID Connect Core 3.1.2.1). */
function readWishes({ ui_locales: wishes }: Interaction['params']): string[] {
  return typeof wishes === 'string' ? wishes.split(' ') : [];
}

async function findInteraction(
  provider: Provider,
  request: Request,
  response: Response,
): Promise<Interaction | null> {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null;
    throw error;
  }
}

async function findLogin(
  { directory }: OpenSignInDeps['read'],
  { service }: OidcClient,
  person: NamedPerson,
): Promise<string> {
  if (person.kind !== 'user') return person.login;
  if (!isId('user', person.userId)) return person.userId;
  const user = await directory.findUser(service.organizationId, person.userId);
  return user === null ? person.userId : loginOf(user);
}
