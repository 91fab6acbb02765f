import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSecretOfService, parseCredential } from '../../../src/domain/clients/client-credential.ts';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createFindMissingKeys } from '../../../src/services/audit/find-missing-keys.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
beforeEach(async () => {
  test = await openTestServices();
});
afterEach(() => test.close());

async function add(name: string) {
  const result = await test.services.addClient(test.organization.id, name);
  if (result.kind !== 'created') throw new Error(result.kind);
  return result;
}

describe('clients', () => {
  it('are given a credential that opens what is stored of them', async () => {
    const { service, credential } = await add('Single sign-on');
    const stored = await test.store.read.clients.find(service.id);
    const parsed = parseCredential(credential.reveal());
    if (stored === null || parsed === null) throw new Error('not stored');
    expect(isSecretOfService(parsed, stored, test.keys)).toBe(true);
  });

  it('N6: the secret is nowhere in the database, its history or a listing', async () => {
    const { credential } = await add('Single sign-on');
    const secret = parseCredential(credential.reveal())?.secret.reveal() ?? '';
    const tables = test.raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const everything = tables.map(({ name }) => test.raw.prepare(`SELECT * FROM "${name}"`).all());
    expect(JSON.stringify(everything)).toContain('Single sign-on');
    expect(JSON.stringify(everything)).not.toContain(secret);
    const listed = await test.services.listClients(test.organization.id);
    expect(Object.keys(listed[0] ?? {})).toEqual([
      'id',
      'name',
      'scopes',
      'requestsPerMinute',
      'createdAt',
      'expiresAt',
      'lastUsedAt',
      'previousSecretUntil',
      'oidc',
    ]);
  });

  it('have names of their own', async () => {
    await add('sso');
    expect(await test.services.addClient(test.organization.id, ' sso ')).toEqual({
      kind: 'name_taken',
    });
    expect(await test.services.addClient(test.organization.id, '=x')).toMatchObject({
      kind: 'invalid_name',
    });
    expect(await test.actions()).toEqual(['organization.created', 'domain.added', 'client.created']);
  });

  it('are removed by name or by id, at once and on record', async () => {
    const one = await add('one');
    const two = await add('two');
    const { id } = test.organization;
    const remove = (nameOrId: string) => test.services.removeClient(id, nameOrId, false);
    expect((await remove('one')).kind).toBe('removed');
    expect((await remove(two.service.id)).kind).toBe('removed');
    expect((await remove('one')).kind).toBe('unknown_service');
    expect(await test.store.read.clients.find(one.service.id)).toBeNull();
    expect((await test.actions()).slice(-2)).toEqual(['client.removed', 'client.removed']);
  });

  it('of another organization are not found', async () => {
    const { service } = await add('one');
    const names = { name: 'Second', ownerName: 'Ben', ownerEmail: 'ben@second.test', isDomainTrusted: false };
    const second = await test.services.createOrganization(names);
    if (second.kind !== 'created') throw new Error('not created');
    const result = await test.services.removeClient(second.organization.id, service.id, true);
    expect(result.kind).toBe('unknown_service');
    expect(await test.store.read.clients.find(service.id)).not.toBeNull();
  });

  it('N4: a key that is still needed is named when it was taken out', async () => {
    await add('one');
    const make = createStoreFixtures('keys');
    await test.store.transact(test.organization.id, (tx) => tx.codes.insert(make.code(test.owner)));
    expect(await test.services.findMissingKeys()).toEqual([]);
    const keys = createKeyRing([{ id: 'new', bytes: new Secret<Uint8Array>(new Uint8Array(32)) }]);
    expect(await createFindMissingKeys({ store: test.store, keys })()).toEqual([
      { keyId: 'test', neededBy: 'audit', name: 'Acme' },
      { keyId: 'test', neededBy: 'client', name: 'one' },
      { keyId: 'test', neededBy: 'code', name: '' },
    ]);
  });
});
