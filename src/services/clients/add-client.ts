import {
  type Client,
  type ClientScope,
  defaultClientScopes,
  REQUESTS_PER_MINUTE,
} from '../../domain/clients/client.ts';
import {
  CLIENT_SECRET_BYTES,
  digestSecret,
  formatCredential,
  newCredential,
} from '../../domain/clients/client-credential.ts';
import type { OidcClientSettings } from '../../domain/clients/oidc-client.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import { type NameProblem, parseName } from '../../domain/directory/name.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ClientAllowance } from '../../ports/clients.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { type AllowanceProblem, findAllowanceProblem } from './find-allowance-problem.ts';
import { findOidcTermsProblem, type OidcTerms, type OidcTermsProblem } from './find-oidc-terms-problem.ts';
import { openScimSource } from './scim-source.ts';

export type AddClientResult =
  /** The only place where the credential exists in plain: show it once. */
  | { readonly kind: 'created'; readonly service: Client; readonly credential: Secret }
  | { readonly kind: 'name_taken' }
  /** A source of that name isn't a SCIM client's, or is another client's. */
  | { readonly kind: 'source_name_taken' }
  | { readonly kind: 'invalid_name'; readonly problem: NameProblem }
  | { readonly kind: 'invalid_terms'; readonly problem: AllowanceProblem | OidcTermsProblem };

/** What a client may do, for how long and how often; each has a default. */
export interface ClientTerms extends Partial<ClientAllowance> {
  /** For a client of OpenID Connect, which without given scopes may do that and nothing else. */
  readonly oidc?: OidcTerms;
  /** For a client of SCIM: its requests are read by the RFCs alone. */
  readonly isStrict?: boolean;
}

/** Adds a client and gives it a credential, which is stored only as a keyed digest. */
export function createAddClient(deps: ServiceDeps) {
  return async function addClient(
    organizationId: OrganizationId,
    text: string,
    terms: ClientTerms = {},
  ): Promise<AddClientResult> {
    const parsed = parseName(text);
    if (parsed.kind === 'bad') return { kind: 'invalid_name', problem: parsed.problem };
    const problem = findTermsProblem(terms, deps.clock.now());
    if (problem !== null) return { kind: 'invalid_terms', problem };
    const credential = newCredential(deps.random.id('client'), deps.random.bytes(CLIENT_SECRET_BYTES));
    const service: Client = {
      id: credential.id,
      organizationId,
      name: parsed.name,
      ...digestSecret(credential, deps.keys),
      previousSecret: null,
      scopes: chooseScopes(terms),
      requestsPerMinute: terms.requestsPerMinute ?? REQUESTS_PER_MINUTE,
      redirectUris: terms.oidc?.redirectUris ?? [],
      oidcSettings: terms.oidc === undefined ? null : chooseSettings(terms.oidc),
      createdAt: deps.clock.now(),
      expiresAt: terms.expiresAt ?? null,
      lastUsedAt: null,
    };
    return deps.store.transact(organizationId, async (tx) => {
      const others = await tx.clients.list(organizationId);
      if (others.some(({ name }) => name === service.name)) return { kind: 'name_taken' };
      const hasSource =
        !service.scopes.includes('scim') ||
        (await openScimSource(deps, tx, service, terms.isStrict === true));
      if (!hasSource) return { kind: 'source_name_taken' };
      await tx.clients.insert(service);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'client.created',
          target: service.id,
          details: {
            name: service.name,
            scopes: service.scopes.join(' '),
            expiresAt: service.expiresAt === null ? null : new Date(service.expiresAt).toISOString(),
          },
        }),
      );
      return { kind: 'created', service, credential: formatCredential(credential) };
    });
  };
}

function chooseScopes({ scopes, oidc }: ClientTerms): ClientScope[] {
  if (oidc === undefined) return [...new Set(scopes ?? defaultClientScopes)];
  return [...new Set<ClientScope>([...(scopes ?? []), 'oidc'])];
}

function chooseSettings({ profile, authMethod, hintIssuer }: OidcTerms): OidcClientSettings {
  return { profile, authMethod, hintIssuer };
}

function findTermsProblem(terms: ClientTerms, now: number): AllowanceProblem | OidcTermsProblem | null {
  const { scopes, oidc } = terms;
  if (oidc === undefined && scopes?.includes('oidc') === true) return { code: 'no_redirect_uri' };
  const oidcProblem = oidc === undefined ? null : findOidcTermsProblem(oidc);
  if (oidcProblem !== null) return oidcProblem;
  return findAllowanceProblem(terms, now);
}
