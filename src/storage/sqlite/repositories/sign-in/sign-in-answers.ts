import type { RecordProof } from '../../../../domain/audit/record-proof.ts';
import type {
  SignInAnswer,
  SignInAnswerReader,
  SignInAnswerWriter,
} from '../../../../ports/sign-in/sign-in-answers.ts';
import { type Row, readInteger, readIntegerOrNull, readObject, readText } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';

/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 10;

export function createSignInAnswerReader(sql: Sql): SignInAnswerReader {
  return {
    find: async (signInId, now) => {
      const row = sql.get(
        'SELECT * FROM sign_in_answers WHERE sign_in_id = :signInId AND expires_at > :now',
        { signInId, now },
      );
      return row && readAnswer(row);
    },
  };
}

export function createSignInAnswerWriter(sql: Sql): SignInAnswerWriter {
  return {
    ...createSignInAnswerReader(sql),
    put: async ({ proof, ...columns }, now) => {
      sql.run(
        `DELETE FROM sign_in_answers WHERE rowid IN (
           SELECT rowid FROM sign_in_answers WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
        { now, limit: PURGE_AT_ONCE },
      );
      sql.run(
        `INSERT INTO sign_in_answers (sign_in_id, organization_id, client_id, user_id, code_id, answered_at, expires_at,
           finished_at, proof)
         VALUES (:signInId, :organizationId, :clientId, :userId, :codeId, :answeredAt, :expiresAt, :finishedAt, :proof)
         ON CONFLICT (sign_in_id) DO UPDATE SET organization_id = excluded.organization_id, client_id = excluded.client_id,
           user_id = excluded.user_id, code_id = excluded.code_id, answered_at = excluded.answered_at,
           expires_at = excluded.expires_at, proof = excluded.proof`,
        { ...columns, proof: JSON.stringify(proof) },
      );
    },
    listByCode: async (organizationId, codeId, now) =>
      sql
        .all(
          `SELECT * FROM sign_in_answers
           WHERE organization_id = :organizationId AND code_id = :codeId AND expires_at > :now`,
          { organizationId, codeId, now },
        )
        .map(readAnswer),
    finish: async (signInId, now) =>
      sql.run(
        `UPDATE sign_in_answers SET finished_at = :now
         WHERE sign_in_id = :signInId AND finished_at IS NULL AND expires_at > :now`,
        { signInId, now },
      ) === 1,
  };
}

function readAnswer(row: Row): SignInAnswer {
  return {
    signInId: readText(row, 'sign_in_id'),
    organizationId: readText(row, 'organization_id'),
    clientId: readText(row, 'client_id'),
    userId: readText(row, 'user_id'),
    codeId: readText(row, 'code_id'),
    answeredAt: readInteger(row, 'answered_at'),
    expiresAt: readInteger(row, 'expires_at'),
    finishedAt: readIntegerOrNull(row, 'finished_at'),
    // Checked by those who trust it: a text of another kind proves nothing.
    proof: readObject(row, 'proof') as RecordProof,
  };
}
