import type { RoleRule, SourceKind } from '../../domain/directory/source.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { SourceConnector, SourceConnectors } from '../../ports/directory/source.ts';
import type { ServiceDeps } from '../deps.ts';
import { secretNames } from '../vendors/vendor-secret.ts';
import { findSource } from './find-source.ts';

/** What the operator has to give for a source of a kind. */
export interface DescribedKind extends Pick<SourceConnector, 'checkSettings'> {
  /** Roles that the vendor itself gives: the operator has to say what they mean here. */
  readonly suggestedRules: readonly RoleRule[];
  readonly settingNames: readonly string[];
  /** The parts of the credential, in the order in which they are asked for. */
  readonly secretNames: readonly string[];
}

const scim: DescribedKind = {
  suggestedRules: [],
  settingNames: [],
  secretNames: [],
  checkSettings: () => [],
};

/** `null` for a kind that is not read. */
export function createDescribeKind({ connectors }: { readonly connectors: SourceConnectors }) {
  return async function describeKind(kind: SourceKind): Promise<DescribedKind | null> {
    const connector = await connectors.load(kind);
    if (connector === null) return null;
    return {
      suggestedRules: connector.suggestedRules ?? [],
      settingNames: connector.settings.filter(({ isSecret }) => !isSecret).map(({ name }) => name),
      secretNames: secretNames(connector),
      checkSettings: (settings) => connector.checkSettings(settings),
    };
  };
}

/** The same for a source there is; `null` if there is no such source. */
export function createDescribeSource(
  deps: Pick<ServiceDeps, 'store'> & { readonly connectors: SourceConnectors },
) {
  const describeKind = createDescribeKind(deps);
  return async function describeSource(
    organizationId: OrganizationId,
    nameOrId: string,
  ): Promise<DescribedKind | null> {
    const source = await findSource(deps.store.read.sources, organizationId, nameOrId);
    return source && ((await describeKind(source.kind)) ?? scim);
  };
}
