import type { OidcRecord, OidcRecordDraft, OidcRecords } from '../../../../ports/sign-in/oidc-records.ts';
import { type Row, readIntegerOrNull, readObject, readText, readTextOrNull } from '../../engine/row.ts';
import type { Parameters, Sql } from '../../engine/sql.ts';
import type { Writer } from '../../engine/writer.ts';

/** How many expired rows each write deletes: more than one, so that they cannot pile up. */
const PURGE_AT_ONCE = 10;

const INSERT = `INSERT INTO oidc_records (kind, id, payload, grant_id, uid, user_code, consumed_at, expires_at)
  VALUES (:kind, :id, :payload, :grantId, :uid, :userCode, NULL, :expiresAt)`;
const IS_LIVE = '(expires_at IS NULL OR expires_at > :now)';

export function createOidcRecords(sql: Sql): OidcRecords {
  const findOne = (condition: string, parameters: Parameters): OidcRecord | null => {
    const row = sql.get(`SELECT * FROM oidc_records WHERE ${condition} AND ${IS_LIVE}`, parameters);
    return row && readRecord(row);
  };
  return {
    upsert: async (record, now) => {
      purge(sql, now);
      sql.run(
        `${INSERT} ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
         uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`,
        toParameters(record),
      );
    },
    find: async (kind, id, now) => findOne('kind = :kind AND id = :id', { kind, id, now }),
    findByUid: async (kind, uid, now) => findOne('kind = :kind AND uid = :uid', { kind, uid, now }),
    findByUserCode: async (kind, userCode, now) =>
      findOne('kind = :kind AND user_code = :userCode', { kind, userCode, now }),
    consume: async (kind, id, now) =>
      sql.run(
        `UPDATE oidc_records SET consumed_at = :now
         WHERE kind = :kind AND id = :id AND consumed_at IS NULL AND ${IS_LIVE}`,
        { kind, id, now },
      ) === 1,
    destroy: async (kind, id) => {
      sql.run('DELETE FROM oidc_records WHERE kind = :kind AND id = :id', { kind, id });
    },
    revokeByGrantId: async (kind, grantId) => {
      sql.run('DELETE FROM oidc_records WHERE grant_id = :grantId AND kind = :kind', { kind, grantId });
    },
  };
}

/** Each change is a transaction of its own; reading needs none. */
export function createOidcRecordStore(reader: Sql, writer: Writer): OidcRecords {
  const { find, findByUid, findByUserCode } = createOidcRecords(reader);
  const change = <T>(step: (records: OidcRecords) => Promise<T>): Promise<T> =>
    writer.transact((sql) => step(createOidcRecords(sql)));
  return {
    find,
    findByUid,
    findByUserCode,
    upsert: (record, now) => change((records) => records.upsert(record, now)),
    consume: (kind, id, now) => change((records) => records.consume(kind, id, now)),
    destroy: (kind, id) => change((records) => records.destroy(kind, id)),
    revokeByGrantId: (kind, grantId) => change((records) => records.revokeByGrantId(kind, grantId)),
  };
}

function purge(sql: Sql, now: number): void {
  sql.run(
    `DELETE FROM oidc_records WHERE rowid IN (
       SELECT rowid FROM oidc_records WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)`,
    { now, limit: PURGE_AT_ONCE },
  );
}

function toParameters({ kind, id, payload, grantId, uid, userCode, expiresAt }: OidcRecordDraft): Parameters {
  return { kind, id, payload: JSON.stringify(payload), grantId, uid, userCode, expiresAt };
}

function readRecord(row: Row): OidcRecord {
  return {
    kind: readText(row, 'kind'),
    id: readText(row, 'id'),
    payload: readObject(row, 'payload'),
    grantId: readTextOrNull(row, 'grant_id'),
    uid: readTextOrNull(row, 'uid'),
    userCode: readTextOrNull(row, 'user_code'),
    consumedAt: readIntegerOrNull(row, 'consumed_at'),
    expiresAt: readIntegerOrNull(row, 'expires_at'),
  };
}
