import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createProviderConnectors } from '../../src/compose/provider-connectors.ts';
import { type ProviderKind, providerKinds, vendorNames } from '../../src/domain/providers/provider.ts';
import { startAuth0Fake } from '../../src/sandbox/vendors/auth0.ts';
import { startDuoFake } from '../../src/sandbox/vendors/duo.ts';
import { startEntraFake } from '../../src/sandbox/vendors/entra.ts';
import { startGoogleFake } from '../../src/sandbox/vendors/google.ts';
import { startOktaFake } from '../../src/sandbox/vendors/okta.ts';
import { startOneLoginFake } from '../../src/sandbox/vendors/onelogin.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { scopes as auth0Scopes } from '../providers/auth0/auth0-world.ts';
import { openInitializedCli } from './open-test-cli.ts';

interface Started {
  readonly stop: () => Promise<void>;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  /** What must never be shown of the secret. */
  readonly hidden: string;
}

const start: Record<ProviderKind, (now: () => number) => Promise<Started>> = {
  async entra(now) {
    const fake = await startEntraFake({ now });
    const { tenant, clientId, origin: url, clientSecret: secret } = fake;
    return { stop: fake.stop, settings: { tenant, clientId, url }, secret, hidden: secret };
  },
  async duo(now) {
    const fake = await startDuoFake({ now });
    const { host, integrationKey, origin: url, secretKey: secret } = fake;
    return { stop: fake.stop, settings: { host, integrationKey, url }, secret, hidden: secret };
  },
  async okta(now) {
    const fake = await startOktaFake({ now });
    const { origin: url, apiToken: secret } = fake;
    return { stop: fake.stop, settings: { domain: 'acme.okta.com', url }, secret, hidden: secret };
  },
  async google(now) {
    const fake = await startGoogleFake({ now });
    const { admin, origin: url, keyFile: secret } = fake;
    const hidden = JSON.parse(secret).private_key.split('\n')[1];
    return { stop: fake.stop, settings: { admin, url }, secret, hidden };
  },
  async onelogin(now) {
    const fake = await startOneLoginFake({ now });
    const { clientId, origin: url, clientSecret: secret } = fake;
    return { stop: fake.stop, settings: { subdomain: 'acme', clientId, url }, secret, hidden: secret };
  },
  async auth0(now) {
    const fake = await startAuth0Fake({ now });
    for (const scope of auth0Scopes) fake.granted.add(scope);
    const { clientId, origin: url, clientSecret: secret } = fake;
    const domain = 'acme.eu.auth0.com';
    return { stop: fake.stop, settings: { domain, clientId, url }, secret, hidden: secret };
  },
};

it.each(providerKinds)(
  'N6: %s is added, tested and removed by the same commands, and its credential is never shown',
  async (kind) => {
    const cli = await openInitializedCli();
    onTestFinished(() => cli.close());
    const clock = { now: () => cli.now };
    const vendor = await start[kind](clock.now);
    onTestFinished(() => vendor.stop());
    cli.providerConnectors = createProviderConnectors({
      clock,
      random: systemRandom,
      sleep: async (_ms, signal) => sleep(0, undefined, { signal }),
      allowLoopback: true,
    });
    await cli.write('secret.txt', `${vendor.secret}\n`);
    const settings = Object.entries(vendor.settings).flatMap(([name, value]) => [
      '--set',
      `${name}=${value}`,
    ]);
    const add = ['provider', 'add', kind, 'Main', ...settings, '--secret-file'];
    await cli.write('wrong.txt', kind === 'google' ? '{}' : 'wrong');
    const outputs = [await cli.run([...add, 'wrong.txt'])];
    expect(outputs[0]?.code).toBe(1);
    for (const line of [
      [...add, 'secret.txt'],
      ['provider', 'test', 'Main'],
      ['provider', 'set', 'Main', '--secret-file', 'secret.txt'],
      ['provider', 'list', '--json'],
      ['audit', 'list', '--json'],
      ['provider', 'remove', 'Main', '--yes'],
    ]) {
      const ran = await cli.run(line);
      expect(ran, line.join(' ')).toMatchObject({ code: 0, err: '' });
      outputs.push(ran);
    }
    expect(outputs[1]?.out).toContain(`${vendorNames[kind]} accepts the credential`);
    expect(JSON.stringify(outputs)).not.toContain(vendor.hidden);
    await vendor.stop();
  },
);
