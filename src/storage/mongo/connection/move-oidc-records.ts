import { completeOidcSettings } from '../../../domain/clients/oidc-client.ts';
import type { ClientId } from '../../../domain/ids.ts';
import type { Models } from '../collections.ts';
import type { OidcRecordRow } from '../documents/oidc-records.ts';
import { fromSignInAnswer } from '../documents/sign-in-answers.ts';
import { fromSigningKey } from '../documents/signing-keys.ts';
import { isDuplicateKey } from './mongo-errors.ts';

/** How long the old copies stay for instances of the version before, which are still running while the first new one starts. */
const OLD_COPIES_KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Versions up to 0.1 kept answers to sign-ins, signing keys, used hints and clients' settings among the records of the OpenID library, under
 * kinds of their own. Takes over what is there. Can be run again, and by several instances at the same time.
 *
 * - Answers and used hints are removed before they are inserted: an instance of either version may finish a sign-in, never one of each.
 * - Keys and settings, which do not change, are copied. The server sweeps the old copies a week later.
 */
export async function moveOidcRecords(models: Models): Promise<void> {
  await takeEach(models, 'SignInAnswer', async (row) => {
    const { organizationId, clientId, userId, codeId, answeredAt, proof } = JSON.parse(row.payload);
    const { recordId: signInId, expiresAt, consumedAt: finishedAt, purgeAt } = row;
    if (expiresAt === null || purgeAt === null) return;
    const facts = {
      signInId,
      organizationId,
      clientId,
      userId,
      codeId,
      answeredAt,
      expiresAt,
      finishedAt,
      proof,
    };
    await insertNew(models.signInAnswers.create([fromSignInAnswer(facts, purgeAt)]));
  });
  await takeEach(models, 'UsedHint', async ({ recordId: _id, expiresAt, purgeAt }) => {
    if (expiresAt === null || purgeAt === null) return;
    await insertNew(models.usedHints.create([{ _id, expiresAt, purgeAt }]));
  });
  await copyEach(models, 'ProvenSigningKey', async ({ recordId: masterKeyId, payload }) => {
    const { publicKey, sealed, certificate, createdAt, proof } = JSON.parse(payload);
    const key = { masterKeyId, publicKey, sealed, certificate, createdAt, proof };
    await insertNew(models.signingKeys.create([fromSigningKey(key)]));
  });
  // Of a version whose keys had no proof: no key of that kind is trusted.
  await copyEach(models, 'SigningKey', async () => undefined);
  await copyEach(models, 'ClientSettings', async ({ recordId, payload }) => {
    const client = { _id: recordId as ClientId, oidcSettings: null };
    const oidcSettings = completeOidcSettings(JSON.parse(payload));
    await models.clients.updateOne(client, { $set: { oidcSettings } });
  });
}

type Row = Readonly<OidcRecordRow>;

async function takeEach(
  { oidcRecords }: Models,
  kind: string,
  insert: (row: Row) => Promise<void>,
): Promise<void> {
  for (;;) {
    const row = await oidcRecords.findOneAndDelete({ kind }).lean();
    if (row === null) return;
    await insert(row);
  }
}

async function copyEach(
  { oidcRecords }: Models,
  kind: string,
  copy: (row: Row) => Promise<void>,
): Promise<void> {
  for (const row of await oidcRecords.find({ kind, purgeAt: null }).lean()) {
    await copy(row);
    const purgeAt = new Date(Date.now() + OLD_COPIES_KEPT_MS);
    await oidcRecords.updateOne({ _id: row._id }, { $set: { purgeAt } });
  }
}

async function insertNew(insertion: Promise<unknown>): Promise<void> {
  try {
    await insertion;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
