import { isProofOf, proveRecord } from '../../domain/audit/record-proof.ts';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { OidcRecord, OidcRecordDraft, OidcRecords } from '../../ports/sign-in/oidc-records.ts';
import type { Store } from '../../ports/store.ts';

/** The name of the proof in a payload. */
const PROOF = 'proof';

/**
 * A store whose OpenID Connect records carry a proof by a key outside the database. A record without one does
 * not count: otherwise a writer of the database could put in an authorization code and sign in as anyone
 * without a backup code. Whether a record was used up is not part of the proof, because it changes.
 */
export function withProvenRecords(store: Store, keys: KeyRing): Store {
  return {
    ...store,
    oidcRecords: proven(store.oidcRecords, keys),
    transact: (organizationId, work) =>
      store.transact(organizationId, (tx) => work({ ...tx, oidcRecords: proven(tx.oidcRecords, keys) })),
  };
}

function proven(records: OidcRecords, keys: KeyRing): OidcRecords {
  const check = (record: OidcRecord | null) => (record === null ? null : checkProof(record, keys));
  return {
    upsert: (draft, now) => records.upsert(prove(draft, keys), now),
    find: async (kind, id, now) => check(await records.find(kind, id, now)),
    findByUid: async (kind, uid, now) => check(await records.findByUid(kind, uid, now)),
    findByUserCode: async (kind, userCode, now) => check(await records.findByUserCode(kind, userCode, now)),
    consume: (kind, id, now) => records.consume(kind, id, now),
    destroy: (kind, id) => records.destroy(kind, id),
    revokeByGrantId: (kind, grantId) => records.revokeByGrantId(kind, grantId),
  };
}

function prove(draft: OidcRecordDraft, keys: KeyRing): OidcRecordDraft {
  return { ...draft, payload: { ...draft.payload, [PROOF]: proveRecord(contentOf(draft), keys) } };
}

/** The record without its proof; `null` if the proof is not this record's. */
function checkProof(record: OidcRecord, keys: KeyRing): OidcRecord | null {
  const { [PROOF]: proof, ...payload } = record.payload;
  const plain = { ...record, payload };
  return isProofOf(proof, contentOf(plain), keys) ? plain : null;
}

/**
 * Everything except whether it was used up. Payloads are stored as JSON, so their names keep the writer's
 * order.
 */
function contentOf({ kind, id, payload, grantId, uid, userCode, expiresAt }: OidcRecordDraft): unknown[] {
  return [kind, id, grantId, uid, userCode, expiresAt, payload];
}
