import type { RedeemOutcome } from '../../../domain/redeeming/redeem-outcome.ts';
import type { RedeemOutcomeReader, RedeemOutcomeWriter } from '../../../ports/redeem-outcomes.ts';
import { type Row, readInteger, readObject, readText } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 10;

export function createRedeemOutcomeReader(sql: Sql): RedeemOutcomeReader {
  return {
    find: async (organizationId, clientId, keyHash, now) => {
      const row = sql.get(
        `SELECT * FROM redeem_outcomes WHERE organization_id = :organizationId AND client_id = :clientId
           AND key_hash = :keyHash AND expires_at > :now`,
        { organizationId, clientId, keyHash, now },
      );
      return row && readOutcome(row);
    },
  };
}

export function createRedeemOutcomeWriter(sql: Sql): RedeemOutcomeWriter {
  return {
    ...createRedeemOutcomeReader(sql),
    insert: async (outcome) => {
      const { organizationId, clientId, keyHash, createdAt, result } = outcome;
      sql.run(
        `DELETE FROM redeem_outcomes WHERE organization_id = :organizationId AND client_id = :clientId
           AND key_hash = :keyHash AND expires_at <= :now`,
        { organizationId, clientId, keyHash, now: createdAt },
      );
      sql.run(
        `DELETE FROM redeem_outcomes WHERE rowid IN (
           SELECT rowid FROM redeem_outcomes WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
        { now: createdAt, limit: PURGE_AT_ONCE },
      );
      sql.run(
        `INSERT INTO redeem_outcomes (organization_id, client_id, key_hash, body_key_id, body_digest, result, created_at,
           expires_at)
         VALUES (:organizationId, :clientId, :keyHash, :bodyKeyId, :bodyDigest, :result, :createdAt, :expiresAt)`,
        { ...outcome, result: JSON.stringify(result) },
      );
    },
  };
}

function readOutcome(row: Row): RedeemOutcome {
  return {
    organizationId: readText(row, 'organization_id'),
    clientId: readText(row, 'client_id'),
    keyHash: readText(row, 'key_hash'),
    bodyKeyId: readText(row, 'body_key_id'),
    bodyDigest: readText(row, 'body_digest'),
    // Written by `insert` alone, from a value of this type.
    result: readObject(row, 'result') as RedeemOutcome['result'],
    createdAt: readInteger(row, 'created_at'),
    expiresAt: readInteger(row, 'expires_at'),
  };
}
