import { generateKeyPairSync } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { proveRecord } from '../../src/domain/audit/record-proof.ts';
import { seal } from '../../src/domain/crypto/seal.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { createFindOidcClient } from '../../src/services/clients/find-oidc-client.ts';
import { createOidcServices } from '../../src/services/sign-in/oidc-services.ts';
import { signInIdOf } from '../../src/services/sign-in/oidc-sign-in.ts';
import { migrate } from '../../src/storage/sqlite/schema/migrate.ts';
import { migrations } from '../../src/storage/sqlite/schema/migrations.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { createDatabase, storeKinds } from './open-oidc-world.ts';

const keys = createTestKeys();
const now = Date.now();
const make = createStoreFixtures('older');
const hintIssuer = {
  issuer: 'https://idp.example',
  jwksUri: 'https://idp.example/jwks',
  audience: 'us',
  loginClaim: 'email',
};

interface Record {
  readonly kind: string;
  readonly id: string;
  readonly uid: string | null;
  readonly consumedAt: number | null;
  readonly expiresAt: number | null;
  readonly payload: object;
}

/** As versions with one table for everything wrote it. */
function record(kind: string, id: string, payload: object, given: Partial<Record> = {}): Record {
  return { kind, id, payload, uid: null, consumedAt: null, expiresAt: null, ...given };
}

function proven(record: Record): Record {
  const { kind, id, uid, expiresAt, payload } = record;
  const proof = proveRecord([kind, id, null, uid, null, expiresAt, payload], keys);
  return { ...record, payload: { ...payload, proof } };
}

async function writeOlder(url: string, service: ReturnType<typeof make.client>, records: readonly Record[]) {
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length));
    migrate(database, migrations.slice(0, 8));
    database.exec('PRAGMA foreign_keys = OFF');
    const { id, organizationId, name, redirectUris, scopes } = service;
    database
      .prepare(
        `INSERT INTO relying_services (id, organization_id, name, key_id, secret_digest, scopes, requests_per_minute, redirect_uris, created_at)
         VALUES (?, ?, ?, 'test', 'c2VjcmV0', ?, 600, ?, 1)`,
      )
      .run(id, organizationId, name, JSON.stringify(scopes), JSON.stringify(redirectUris));
    for (const { kind, id, uid, consumedAt, expiresAt, payload } of records)
      database
        .prepare('INSERT INTO oidc_records VALUES (?, ?, ?, NULL, ?, NULL, ?, ?)')
        .run(kind, id, JSON.stringify(payload), uid, consumedAt, expiresAt);
    return database.close();
  }
  const connection = await mongoose.createConnection(url).asPromise();
  const { id, oidcSettings: _, ...fields } = service;
  await connection.collection<{ _id: string }>('relyingServices').insertOne({ _id: id, ...fields });
  await connection.collection<{ _id: string }>('oidcRecords').insertMany(
    records.map(({ id: recordId, payload, ...fields }) => ({
      _id: JSON.stringify([fields.kind, recordId]),
      recordId,
      payload: JSON.stringify(payload),
      grantId: null,
      userCode: null,
      purgeAt: fields.expiresAt === null ? null : new Date(fields.expiresAt + 600_000),
      ...fields,
    })),
  );
  await connection.close();
}

describe.each(storeKinds)('records of a version that kept everything in one place, on %s', (kind) => {
  it('N3 N4: are taken over once: settings, keys, answers as far as they are proven, and used hints', async () => {
    const { databaseUrl, drop } = await createDatabase(kind);
    onTestFinished(drop);
    const { id: organizationId } = make.organization();
    const service = make.client(organizationId, { redirectUris: ['https://portal.example/cb'] });
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n, e } = publicKey.export({ format: 'jwk' });
    const jwk = { kid: 'a'.repeat(32), kty: 'RSA', alg: 'RS256', use: 'sig', n, e };
    const { id: masterKeyId } = keys.current('seal');
    const sealed = seal(
      new Secret(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...jwk })),
      { purpose: 'signing-key', id: masterKeyId },
      systemRandom.bytes(12),
      keys,
    );
    const keyPayload = { publicKey: jwk, sealed, createdAt: now, certificate: 'MII=' };
    const codeId = make.id('code');
    const answerPayload = {
      organizationId,
      clientId: service.id,
      userId: make.id('user'),
      codeId,
      answeredAt: now,
    };
    const place = { uid: codeId, expiresAt: now + 600_000 };
    const [open, finished, forged] = [signInIdOf('open'), signInIdOf('finished'), signInIdOf('forged')];
    await writeOlder(databaseUrl, service, [
      record('ClientSettings', service.id, { authMethod: 'none', hintIssuer }),
      proven(record('ProvenSigningKey', masterKeyId, keyPayload)),
      record('SigningKey', 'k0', keyPayload),
      record('ProvenSigningKey', 'forged', { ...keyPayload, proof: {} }),
      proven(record('SignInAnswer', open, answerPayload, place)),
      proven(record('SignInAnswer', finished, answerPayload, { ...place, consumedAt: now })),
      record('SignInAnswer', forged, { ...answerPayload, proof: {} }, { ...place, consumedAt: now }),
      record('SignInAnswer', 'written by hand', {}, place),
      record('UsedHint', 'digest', { proof: {} }, { expiresAt: now + 600_000 }),
      record('Interaction', 'other', {}, { expiresAt: now + 600_000 }),
    ]);

    // Twice, as when two instances start.
    for (let start = 0; start < 2; start += 1) {
      const store = await openTestStore(databaseUrl, keys);
      const deps = { store, clock: { now: () => now }, random: systemRandom, keys };
      const services = createOidcServices(deps, () => 'unused');
      expect((await createFindOidcClient(deps)(service.id))?.settings).toEqual({
        profile: 'code',
        authMethod: 'none',
        hintIssuer: { ...hintIssuer, tenantId: null },
      });
      expect(await services.signingKeys.listPublic()).toEqual([{ ...jwk, x5c: ['MII='] }]);
      expect((await services.signingKeys.getCurrent()).reveal().kid).toBe(jwk.kid);
      expect(await services.isFinished(open)).toBe(false);
      expect(await services.isFinished(finished)).toBe(true);
      expect(await services.isFinished(forged)).toBe(false);
      const found = await store.read.signInAnswers.find(open, now);
      expect(found).toMatchObject({ ...answerPayload, signInId: open, finishedAt: null });
      expect(await store.read.usedHints.has('digest', now)).toBe(true);
      expect(await store.oidcRecords.find('SignInAnswer', open, now)).toBeNull();
      expect(await store.oidcRecords.find('Interaction', 'other', now)).not.toBeNull();
      await store.close();
    }
  });
});
