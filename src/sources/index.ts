import type { SourceKind } from '../domain/directory/source.ts';
import type { SourceConnector } from '../ports/directory/source.ts';
import { createBambooConnector } from './bamboohr/bamboohr.ts';
import { createEntraConnector } from './entra/entra-connector.ts';
import { createGoogleConnector } from './google/google-connector.ts';
import { createGreytConnector } from './greythr/greythr.ts';
import { createJumpCloudConnector } from './jumpcloud/jumpcloud.ts';
import { createLdapConnector } from './ldap/ldap-connector.ts';
import { createOktaConnector } from './okta/okta-connector.ts';
import { createOneLoginConnector } from './onelogin/onelogin-connector.ts';
import { createSlackConnector } from './slack/slack-connector.ts';
import type { SourceWorld } from './source-world.ts';

/** A SCIM source is written by its client, and never read. */
type ReadKind = Exclude<SourceKind, 'scim'>;
type Create = (world: SourceWorld) => SourceConnector;

const create: Record<ReadKind, Create> = {
  jumpcloud: createJumpCloudConnector,
  bamboohr: createBambooConnector,
  greythr: createGreytConnector,
  google: createGoogleConnector,
  entra: createEntraConnector,
  okta: createOktaConnector,
  onelogin: createOneLoginConnector,
  ldap: createLdapConnector,
  slack: createSlackConnector,
};

/** The connector of a kind; `null` for a kind that is not read. */
export function createSourceConnector(kind: SourceKind, world: SourceWorld): SourceConnector | null {
  const rows: Partial<Record<SourceKind, Create>> = create;
  return rows[kind]?.(world) ?? null;
}
