import type { RecordProof } from '../../../../domain/audit/record-proof.ts';
import type { SigningKey, SigningKeys, SigningPublicKey } from '../../../../ports/sign-in/signing-keys.ts';
import { type Row, readInteger, readObject, readText } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';
import type { Writer } from '../../engine/writer.ts';

/** Each change is a transaction of its own; reading needs none. */
export function createSigningKeys(reader: Sql, writer: Writer): SigningKeys {
  return {
    find: async (masterKeyId) => {
      const row = reader.get('SELECT * FROM signing_keys WHERE master_key_id = :masterKeyId', {
        masterKeyId,
      });
      return row && readKey(row);
    },
    list: async () => reader.all('SELECT * FROM signing_keys ORDER BY master_key_id').map(readKey),
    insertOnce: ({ publicKey, proof, ...columns }) =>
      writer.transact(
        async (sql) =>
          sql.run(
            `INSERT INTO signing_keys (master_key_id, public_key, sealed, certificate, created_at, proof)
             VALUES (:masterKeyId, :publicKey, :sealed, :certificate, :createdAt, :proof)
             ON CONFLICT (master_key_id) DO NOTHING`,
            { ...columns, publicKey: JSON.stringify(publicKey), proof: JSON.stringify(proof) },
          ) === 1,
      ),
  };
}

function readKey(row: Row): SigningKey {
  return {
    masterKeyId: readText(row, 'master_key_id'),
    // Both are checked by those who trust them: the proof is of this very text.
    publicKey: readObject(row, 'public_key') as unknown as SigningPublicKey,
    sealed: readText(row, 'sealed'),
    certificate: readText(row, 'certificate'),
    createdAt: readInteger(row, 'created_at'),
    proof: readObject(row, 'proof') as RecordProof,
  };
}
