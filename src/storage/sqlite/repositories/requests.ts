import { type Approval, completeApproval } from '../../../domain/requests/approval.ts';
import type { BreakGlass } from '../../../domain/requests/break-glass.ts';
import {
  cancelReasons,
  type IssueRequest,
  REQUEST_LIFETIME_MS_MAX,
  requestStates,
} from '../../../domain/requests/issue-request.ts';
import { lanes } from '../../../domain/requests/lane.ts';
import { completeTerms } from '../../../domain/requests/request-terms.ts';
import type { Verification } from '../../../domain/requests/verification.ts';
import type { RequestReader, RequestWriter } from '../../../ports/requests.ts';
import {
  type Row,
  readArray,
  readInteger,
  readIntegerOrNull,
  readObject,
  readOneOf,
  readOneOfOrNull,
  readText,
  readTextOrNull,
} from '../engine/row.ts';
import type { Parameters, Sql } from '../engine/sql.ts';

/** See `countedAt`. The first condition keeps to a stretch of the index. */
const counted = (since: string) => `created_at >= ${since} - ${REQUEST_LIFETIME_MS_MAX} AND (
  (state = 'fulfilled' AND settled_at >= ${since})
  OR (created_at >= ${since} AND (state IN ('pending', 'approved') OR approval_asked_at IS NOT NULL)))`;

export function createRequestReader(sql: Sql): RequestReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get(
        'SELECT * FROM issue_requests WHERE organization_id = :organizationId AND id = :id',
        {
          organizationId,
          id,
        },
      );
      return row && readRequest(row);
    },
    listCounted: async (organizationId, of) =>
      sql
        .all(
          `SELECT * FROM issue_requests
           WHERE organization_id = :organizationId AND requester_id = :requesterId AND ${counted(':byRequesterSince')}
           UNION
           SELECT * FROM issue_requests
           WHERE organization_id = :organizationId AND target_id = :targetId AND ${counted(':forTargetSince')}`,
          { organizationId, ...of },
        )
        .map(readRequest),
    findNthNewestAt: async (organizationId, nth, since) => {
      const row = sql.get(
        `SELECT created_at FROM issue_requests
         WHERE organization_id = :organizationId AND created_at >= :since
           AND (state IN ('pending', 'approved', 'fulfilled') OR approval_asked_at IS NOT NULL)
         ORDER BY created_at DESC LIMIT 1 OFFSET :before`,
        { organizationId, since, before: nth - 1 },
      );
      return row && readInteger(row, 'created_at');
    },
    listMadeFor: async (organizationId, targetId, since) =>
      sql
        .all(
          `SELECT * FROM issue_requests
           WHERE organization_id = :organizationId AND target_id = :targetId AND created_at >= :since`,
          { organizationId, targetId, since },
        )
        .map(readRequest),
    listOpenByTarget: async (organizationId, targetId) =>
      sql
        .all(
          `SELECT * FROM issue_requests WHERE organization_id = :organizationId AND target_id = :targetId
             AND state IN ('pending', 'approved')
           ORDER BY created_at`,
          { organizationId, targetId },
        )
        .map(readRequest),
    listOpen: async (organizationId) =>
      sql
        .all(
          `SELECT * FROM issue_requests
           WHERE organization_id = :organizationId AND state IN ('pending', 'approved')`,
          { organizationId },
        )
        .map(readRequest),
    listOverdue: async (now, limit) =>
      sql
        .all(
          `SELECT * FROM issue_requests WHERE state IN ('pending', 'approved') AND expires_at <= :now
           ORDER BY expires_at LIMIT :limit`,
          { now, limit },
        )
        .map(readRequest),
  };
}

export function createRequestWriter(sql: Sql): RequestWriter {
  const reader = createRequestReader(sql);
  return {
    ...reader,
    insert: async (request) => {
      sql.run(
        `INSERT INTO issue_requests (organization_id, id, requester_id, target_id, reason, state, terms, ticket, verifications,
           approvals, approval_asked_at, origin_team_id, origin_slack_tenant_id, origin_channel_id, requester_slack_id, target_slack_id,
           sealed_response_url, created_at, expires_at, settled_at, cancel_reason, lane, lifetime_minutes, starts_at, break_glass,
           provider_id)
         VALUES (:organizationId, :id, :requesterId, :targetId, :reason, :state, :terms, :ticket, :verifications,
           :approvals, :approvalAskedAt, :teamId, :slackTenantId, :channelId, :requesterSlackId, :targetSlackId,
           :sealedResponseUrl, :createdAt, :expiresAt, :settledAt, :cancelReason, :lane, 
           :lifetimeMinutes, :startsAt, :breakGlass, :providerId)`,
        toParameters(request),
      );
    },
    transition: async (organizationId, id, from, to, change) => {
      // State and condition in one statement: the second of two changes no row and gets `null`.
      const changed = sql.run(
        `UPDATE issue_requests SET state = :to,
           approval_asked_at = iif(:isToAskAgain, NULL, coalesce(:approvalAskedAt, approval_asked_at)),
           terms = coalesce(:terms, terms),
           reason = coalesce(:reason, reason),
           ticket = coalesce(:ticket, ticket),
           verifications = coalesce(:verifications, verifications),
           approvals = coalesce(:approvals, approvals),
           sealed_response_url = coalesce(:sealedResponseUrl, sealed_response_url),
           expires_at = coalesce(:expiresAt, expires_at),
           settled_at = coalesce(:settledAt, settled_at),
           cancel_reason = coalesce(:cancelReason, cancel_reason),
           lifetime_minutes = coalesce(:lifetimeMinutes, lifetime_minutes),
           starts_at = iif(:isStartGiven, :startsAt, starts_at),
           break_glass = coalesce(:breakGlass, break_glass)
         WHERE organization_id = :organizationId AND id = :id AND state IN (SELECT value FROM json_each(:from))`,
        {
          organizationId,
          id,
          from: JSON.stringify(from),
          to,
          isToAskAgain: Number(change.approvalAskedAt === null),
          approvalAskedAt: change.approvalAskedAt ?? null,
          terms: toJson(change.terms),
          reason: change.reason ?? null,
          ticket: change.ticket ?? null,
          verifications: toJson(change.verifications),
          approvals: toJson(change.approvals),
          sealedResponseUrl: change.sealedResponseUrl ?? null,
          expiresAt: change.expiresAt ?? null,
          settledAt: change.settledAt ?? null,
          cancelReason: change.cancelReason ?? null,
          lifetimeMinutes: change.lifetimeMinutes ?? null,
          isStartGiven: Number(change.startsAt !== undefined),
          startsAt: change.startsAt ?? null,
          breakGlass: toJson(change.breakGlass),
        },
      );
      return changed === 0 ? null : reader.find(organizationId, id);
    },
  };
}

function toParameters({
  origin,
  terms,
  verifications,
  approvals,
  breakGlass,
  ...columns
}: IssueRequest): Parameters {
  return {
    ...columns,
    ...origin,
    // The column takes no NULL: '' is no account.
    targetSlackId: origin.targetSlackId ?? '',
    breakGlass: toJson(breakGlass ?? undefined),
    terms: JSON.stringify(terms),
    verifications: JSON.stringify(verifications),
    approvals: JSON.stringify(approvals),
  };
}

function toJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function readRequest(row: Row): IssueRequest {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    requesterId: readText(row, 'requester_id'),
    targetId: readText(row, 'target_id'),
    reason: readText(row, 'reason'),
    state: readOneOf(row, 'state', requestStates),
    lane: readOneOf(row, 'lane', lanes),
    lifetimeMinutes: readIntegerOrNull(row, 'lifetime_minutes'),
    startsAt: readIntegerOrNull(row, 'starts_at'),
    providerId: readTextOrNull(row, 'provider_id'),
    terms: completeTerms(readObject(row, 'terms')),
    ticket: readTextOrNull(row, 'ticket'),
    verifications: readArray(row, 'verifications') as Verification[],
    approvalAskedAt: readIntegerOrNull(row, 'approval_asked_at'),
    approvals: (readArray(row, 'approvals') as Approval[]).map(completeApproval),
    breakGlass: row.break_glass === null ? null : (readObject(row, 'break_glass') as unknown as BreakGlass),
    origin: {
      teamId: readText(row, 'origin_team_id'),
      // Not written before notices had it.
      slackTenantId: readTextOrNull(row, 'origin_slack_tenant_id') ?? readText(row, 'origin_team_id'),
      channelId: readText(row, 'origin_channel_id'),
      requesterSlackId: readText(row, 'requester_slack_id'),
      targetSlackId: readText(row, 'target_slack_id') || null,
    },
    sealedResponseUrl: readText(row, 'sealed_response_url'),
    createdAt: readInteger(row, 'created_at'),
    expiresAt: readInteger(row, 'expires_at'),
    settledAt: readIntegerOrNull(row, 'settled_at'),
    cancelReason: readOneOfOrNull(row, 'cancel_reason', cancelReasons),
  };
}
