import mongoose from 'mongoose';
import { completeOidcSettings } from '../../../domain/clients/oidc-client.ts';
import type { ClientId } from '../../../domain/ids.ts';
import type { Models } from '../collections.ts';
import type { OidcRecordRow } from '../repositories/sign-in/oidc-records.ts';
import { fromSignInAnswer } from '../repositories/sign-in/sign-in-answers.ts';
import { fromSigningKey } from '../repositories/sign-in/signing-keys.ts';
import { isDuplicateKey } from './mongo-errors.ts';

/**
 * Versions up to 0.1 kept answers to sign-ins, signing keys, used hints and clients' settings among the records of the OpenID library, under
 * kinds of their own. Moves what is there. Inserted before it is removed, so that it can be interrupted and run again, by several
 * instances at the same time. No instance of an older version may be running (docs/OPERATIONS.md).
 */
export async function moveOidcRecords(models: Models): Promise<void> {
  await moveEach(models, 'SignInAnswer', async (row) => {
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
  await moveEach(models, 'UsedHint', async ({ recordId: _id, expiresAt, purgeAt }) => {
    if (expiresAt === null || purgeAt === null) return;
    await insertNew(models.usedHints.create([{ _id, expiresAt, purgeAt }]));
  });
  await moveEach(models, 'ProvenSigningKey', async ({ recordId: masterKeyId, payload }) => {
    const { publicKey, sealed, certificate, createdAt, proof } = JSON.parse(payload);
    const key = { masterKeyId, publicKey, sealed, certificate, createdAt, proof };
    await insertNew(models.signingKeys.create([fromSigningKey(key)]));
  });
  // From a version whose keys had no proof: no such key is trusted.
  await moveEach(models, 'SigningKey', async () => undefined);
  await moveEach(models, 'ClientSettings', async ({ recordId, payload }) => {
    const client = { _id: recordId as ClientId, oidcSettings: null };
    const oidcSettings = completeOidcSettings(JSON.parse(payload));
    await models.clients.updateOne(client, { $set: { oidcSettings } });
  });
}

type Row = Readonly<OidcRecordRow>;

async function moveEach(
  { oidcRecords }: Models,
  kind: string,
  insert: (row: Row) => Promise<void>,
): Promise<void> {
  for (const row of await oidcRecords.find({ kind }).lean()) {
    await insert(row);
    await oidcRecords.deleteOne({ _id: row._id });
  }
}

/** What is there stays, and what no version wrote is dropped. */
async function insertNew(insertion: Promise<unknown>): Promise<void> {
  try {
    await insertion;
  } catch (error) {
    if (!isDuplicateKey(error) && !(error instanceof mongoose.Error.ValidationError)) throw error;
  }
}
