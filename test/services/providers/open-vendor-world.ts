import { expect } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Policy } from '../../../src/domain/organization/policy.ts';
import type { Provider, ProviderKind } from '../../../src/domain/providers/provider.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createDisownCodes } from '../../../src/services/codes/disown-codes.ts';
import type { RevealResult } from '../../../src/services/codes/reveal-code.ts';
import { createRevokeCode } from '../../../src/services/codes/revoke-code.ts';
import { sealProviderSecret } from '../../../src/services/providers/provider-secret.ts';
import { createTendVendorCodes } from '../../../src/services/providers/tend-vendor-codes.ts';
import { createScriptedProvider } from '../../support/scripted-provider.ts';
import type { StoreKind } from '../../support/start-world.ts';
import { accepted, type Deliver, describePerson, openRevealWorld } from '../open-reveal-world.ts';

/** Acme, whose codes a scripted vendor makes; and what was shown. */
export async function openVendorWorld(
  kind: ProviderKind = 'entra',
  {
    policy = {},
    settings = {},
    store: storeKind = 'sqlite' as StoreKind,
  }: {
    readonly policy?: Partial<Policy>;
    readonly settings?: Provider['settings'];
    readonly store?: StoreKind;
  } = {},
) {
  let now = () => 0;
  const vendor = createScriptedProvider(kind, { now: () => now() });
  const world = await openRevealWorld({ securityChannelId: 'CSEC', ...policy }, storeKind, vendor);
  now = () => world.now;
  const { deps, store, organization } = world;
  const id = deps.random.id('provider');
  const provider: Provider = {
    id,
    organizationId: organization.id,
    kind,
    name: 'Main',
    settings,
    sealedSecret: sealProviderSecret(deps, id, new Secret('vendor-credential')),
    createdAt: world.now,
    updatedAt: world.now,
  };
  const rules: Policy['providers'] = [{ when: { kind: 'everyone' }, providerId: id }];
  await store.transact(organization.id, async (tx) => {
    await tx.providers.insert(provider);
    await tx.organizations.setPolicy(organization.id, { ...organization.policy, providers: rules });
  });
  const shown: string[] = [];
  const logged: unknown[] = [];
  const deliver: Deliver = async (reveal) => {
    shown.push(reveal.code.reveal(), ...(reveal.vendor?.others.map((each) => each.reveal()) ?? []));
    return accepted(reveal);
  };
  return {
    ...world,
    get now() {
      return world.now;
    },
    set now(time) {
      world.now = time;
    },
    vendor,
    provider,
    shown,
    logged,
    /** The whole way, for Lena, by Adam. */
    async issue(how: { readonly deliver?: Deliver; readonly store?: Store } = {}): Promise<RevealResult> {
      const request = await world.ask('adam', 'lena');
      const { deliver: given = deliver, ...rest } = how;
      return world.click(request, given, rest);
    },
    /** The background, until nothing is due. */
    async tend(): Promise<void> {
      const tend = createTendVendorCodes({
        ...deps,
        log: { error: (facts, message) => void logged.push([facts, message]) },
      });
      for (let round = 0; round < 10 && (await tend()) > 0; round += 1);
    },
    async codes() {
      const lena = await world.findUser('lena');
      return store.read.codes.listLatest(organization.id, lena.id, 20);
    },
  };
}

export type VendorWorld = Awaited<ReturnType<typeof openVendorWorld>>;

/** The direct message that everything is done in. */
export const place = { workspace: { teamId: 'TACME', enterpriseId: null }, channelId: 'D1' } as const;

/** Adam revokes Lena's newest code. */
export async function revoke(world: VendorWorld): Promise<void> {
  const [code] = await world.codes();
  const result = await createRevokeCode(world.deps)({
    ...place,
    organization: world.organization,
    slackUserId: 'UADAM',
    clicker: describePerson('adam'),
    codeId: code?.id ?? null,
    deliveryKey: `revoke-${world.now}`,
  });
  expect(result.kind).toBe('revoked');
}

/** Lena says of her newest code: This wasn't me. */
export async function disown(world: VendorWorld): Promise<void> {
  const [code] = await world.codes();
  const result = await createDisownCodes(world.deps)({
    ...place,
    organization: world.organization,
    slackUserId: 'ULENA',
    lookUpClicker: async () => describePerson('lena'),
    codeId: code?.id ?? null,
    deliveryKey: `disown-${world.now}`,
  });
  expect(result.kind).toBe('disowned');
}
