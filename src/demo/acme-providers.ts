import { Secret } from '../domain/crypto/secret.ts';
import { noSourceFields } from '../domain/directory/directory-user.ts';
import type { Organization } from '../domain/organization/organization.ts';
import type { Provider } from '../domain/providers/provider.ts';
import type { ProviderRule } from '../domain/providers/provider-rule.ts';
import { startVendorSignIn, type VendorSignIn, type VendorSite } from '../portal/start-vendor-sign-in.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startDuoFake } from '../sandbox/vendors/duo.ts';
import { startEntraFake } from '../sandbox/vendors/entra.ts';
import type { ServiceDeps } from '../services/deps.ts';
import { createSetPolicy } from '../services/organization/set-policy.ts';
import { createAddProvider, type NewProvider } from '../services/providers/add-provider.ts';
import type { ProviderDeps } from '../services/providers/open-provider.ts';
import { ACME_DOMAIN } from './acme-directory.ts';
import { seedGroup } from './seed-group.ts';

export interface AcmeProvidersDeps extends ServiceDeps, ProviderDeps {
  readonly organization: Organization;
  readonly sandbox: Sandbox;
}

/** One who signs in at a vendor, which makes their codes. */
export interface VendorPerson {
  /** In Slack. */
  readonly id: string;
  readonly handle: string;
  readonly realName: string;
  readonly login: string;
}

const person = (handle: string, realName: string): VendorPerson => ({
  id: `U${handle.toUpperCase()}`,
  handle,
  realName,
  login: `${handle}@${ACME_DOMAIN}`,
});
export const erik = person('erik', 'Erik Entra');
export const dana = person('dana', 'Dana Duo');
export const vendorPeople = [erik, dana];

/** The vendors whose own codes are given out, both fakes on this machine. */
export interface AcmeProviders {
  readonly entra: Provider;
  readonly duo: Provider;
  /** Where Erik and Dana use their codes. */
  readonly signIn: VendorSignIn;
  stop(): Promise<void>;
}

/** Adds both vendors as an operator would, and says in the policy that Erik's codes come from the one, Dana's from the other. */
export async function startAcmeProviders(deps: AcmeProvidersDeps, port = 0): Promise<AcmeProviders> {
  const { organization, clock } = deps;
  const entraFake = await startEntraFake({ now: clock.now });
  // Duo's log is minutes late; that would make the story long.
  const duoFake = await startDuoFake({ now: clock.now, logDelayMs: 0 });
  const undo: (() => Promise<void>)[] = [() => entraFake.stop(), () => duoFake.stop()];
  const stop = async () => void (await Promise.all(undo.map((step) => step())));

  async function connect(provider: NewProvider, { login }: VendorPerson, group: string) {
    const added = await createAddProvider(deps)(organization.id, provider, AbortSignal.timeout(10_000));
    if (added.kind !== 'added') throw new Error(`The provider could not be added: ${JSON.stringify(added)}`);
    const groupId = await seedGroup(deps, organization, {
      source: `${group} HR`,
      name: group,
      members: [login],
    });
    const rule: ProviderRule = { when: { kind: 'group', groupId }, providerId: added.provider.id };
    return { provider: added.provider, rule };
  }

  try {
    for (const each of vendorPeople) await hire(deps, each);
    entraFake.put({
      id: ERIK_AT_ENTRA,
      displayName: erik.realName,
      mail: erik.login,
      userPrincipalName: erik.login,
      accountEnabled: true,
      userType: 'Member',
    });
    duoFake.people.set(DANA_AT_DUO, {
      user_id: DANA_AT_DUO,
      username: dana.login,
      email: dana.login,
      status: 'active',
    });
    const entra = await connect(
      {
        kind: 'entra',
        name: 'Entra',
        settings: { tenant: entraFake.tenant, clientId: entraFake.clientId, url: entraFake.origin },
        secret: new Secret(entraFake.clientSecret),
      },
      erik,
      'Office',
    );
    const duo = await connect(
      {
        kind: 'duo',
        name: 'Duo',
        settings: { host: duoFake.host, integrationKey: duoFake.integrationKey, url: duoFake.origin },
        secret: new Secret(duoFake.secretKey),
      },
      dana,
      'Field',
    );
    const set = await createSetPolicy(deps)(organization.id, { providers: [entra.rule, duo.rule] });
    if (set.kind !== 'changed') throw new Error(`The policy could not be set: ${set.kind}`);
    const signIn = await startVendorSignIn(
      [
        site('entra', 'Entra ID', 'Temporary Access Pass', erik, {
          signIn: (code) => entraFake.codes.redeem(ERIK_AT_ENTRA, code),
          addFactor: () => entraFake.codes.enrol(ERIK_AT_ENTRA),
        }),
        site('duo', 'Duo', 'bypass code', dana, {
          signIn: (code) => duoFake.redeem(DANA_AT_DUO, code),
          addFactor: () => duoFake.enrol(DANA_AT_DUO),
        }),
      ],
      port,
    );
    undo.push(() => signIn.stop());
    return { entra: entra.provider, duo: duo.provider, signIn, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const ERIK_AT_ENTRA = '5d1f0b52-3c7e-4b1a-9e55-6f2a0a1b3c4d';
const DANA_AT_DUO = 'DUDANA00000000000000';

/** Someone new: in the directory, and in Slack. */
async function hire(
  { store, clock, random, organization, sandbox }: AcmeProvidersDeps,
  { id, handle, realName, login }: VendorPerson,
): Promise<void> {
  const now = clock.now();
  await store.transact(organization.id, (tx) =>
    tx.directory.insert({
      ...noSourceFields,
      id: random.id('user'),
      organizationId: organization.id,
      displayName: realName,
      role: 'member',
      status: 'confirmed',
      email: login,
      mobile: null,
      alias: null,
      primary: 'email',
      createdAt: now,
      updatedAt: now,
    }),
  );
  await sandbox.joinTeam({
    id,
    teamId: sandbox.person('adam').teamId,
    handle,
    realName,
    email: login,
    isEmailConfirmed: true,
  });
}

function site(
  id: string,
  name: string,
  codeName: string,
  { login }: VendorPerson,
  { signIn, addFactor }: { signIn(code: string): boolean; addFactor(): void },
): VendorSite {
  return {
    id,
    name,
    codeName,
    login,
    signIn: (given, code) => given === login && signIn(code),
    addFactor: (given) => {
      if (given === login) addFactor();
    },
  };
}
