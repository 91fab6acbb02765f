import { type Challenge, challengeStates } from '../../../domain/redeeming/challenge.ts';
import type { ChallengeReader, ChallengeWriter } from '../../../ports/challenges.ts';
import {
  type Row,
  readInteger,
  readIntegerOrNull,
  readOneOf,
  readText,
  readTextOrNull,
} from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

/** How long an ended challenge can still be read. */
const KEPT_MS = 24 * 3_600_000;
/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 4;

export function createChallengeReader(sql: Sql): ChallengeReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM challenges WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readChallenge(row);
    },
  };
}

export function createChallengeWriter(sql: Sql): ChallengeWriter {
  return {
    ...createChallengeReader(sql),
    put: async (challenge) => {
      sql.run(
        `INSERT INTO challenges (organization_id, id, client_id, sealed_login, return_to, state, tries_left, created_at,
           expires_at, settled_at)
         VALUES (:organizationId, :id, :clientId, :sealedLogin, :returnTo, :state, :triesLeft, :createdAt,
           :expiresAt, :settledAt)
         ON CONFLICT (organization_id, id) DO UPDATE SET state = excluded.state, tries_left = excluded.tries_left,
           settled_at = excluded.settled_at`,
        { ...challenge },
      );
      sql.run(
        `DELETE FROM challenges WHERE rowid IN (
           SELECT rowid FROM challenges WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)`,
        { before: challenge.createdAt - KEPT_MS, limit: PURGE_AT_ONCE },
      );
    },
  };
}

function readChallenge(row: Row): Challenge {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    clientId: readText(row, 'client_id'),
    sealedLogin: readText(row, 'sealed_login'),
    returnTo: readTextOrNull(row, 'return_to'),
    state: readOneOf(row, 'state', challengeStates),
    triesLeft: readInteger(row, 'tries_left'),
    createdAt: readInteger(row, 'created_at'),
    expiresAt: readInteger(row, 'expires_at'),
    settledAt: readIntegerOrNull(row, 'settled_at'),
  };
}
