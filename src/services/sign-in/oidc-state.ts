import { createHash } from 'node:crypto';
import type { OrganizationId } from '../../domain/ids.ts';
import type { OidcRecord, OidcRecordDraft } from '../../ports/sign-in/oidc-records.ts';
import type { FindOidcClient } from '../clients/find-oidc-client.ts';
import type { ServiceDeps } from '../deps.ts';
import { findProvenAnswer } from './proven-answers.ts';

/** Everything that one sign-in leads to; each belongs to it as its grant. */
export const grantedKinds = ['AuthorizationCode', 'AccessToken'] as const;

export type OidcPayload = Readonly<Record<string, unknown>>;

export interface OidcState {
  /** @returns `false` if its source was used up or never existed: nothing was written */
  save(kind: string, id: string, payload: OidcPayload, lifetimeSeconds: number | null): Promise<boolean>;
  find(kind: string, id: string): Promise<OidcRecord | null>;
  findByUid(kind: string, uid: string): Promise<OidcRecord | null>;
  findByUserCode(kind: string, userCode: string): Promise<OidcRecord | null>;
  consume(kind: string, id: string): Promise<boolean>;
  destroy(kind: string, id: string): Promise<void>;
  revokeGrant(kind: string, grantId: string): Promise<void>;
  /**
   * Uses up an answered sign-in whose ID token is sent directly, and the hint that named the person.
   * @returns `false` if either was already used up: nothing was written, and no ID token may be sent
   */
  finishByHint(clientId: string, signInId: string, hintId: string): Promise<boolean>;
  isHintUsed(clientId: string, hintId: string): Promise<boolean>;
}

/** Longer than any hint is accepted, and than any sign-in that one has begun stays open. */
const USED_HINT_KEPT_MS = 3_600_000;

/**
 * The OpenID provider's state, with a rule that its library does not have: one answered sign-in leads to one
 * access token, however often the browser comes back and however many instances there are.
 *
 * - Until then a lost answer can be fetched again: the newest authorization code counts, and those before it
 *   are gone.
 * - Ids are stored as digests, because they are the tokens themselves.
 */
export function createOidcState(
  { store, clock, keys }: Pick<ServiceDeps, 'store' | 'clock' | 'keys'>,
  findOidcClient: FindOidcClient,
): OidcState {
  const records = store.oidcRecords;

  async function findOrganization({ clientId }: OidcPayload): Promise<OrganizationId | null> {
    return (await findOidcClient(String(clientId)))?.service.organizationId ?? null;
  }

  async function saveAuthorizationCode(draft: OidcRecordDraft, grantId: string): Promise<boolean> {
    const organizationId = await findOrganization(draft.payload);
    if (organizationId === null) return false;
    const now = clock.now();
    return store.transact(organizationId, async (tx) => {
      const answer = await findProvenAnswer(tx.signInAnswers, grantId, now, keys);
      if (answer === null || answer.finishedAt !== null) return false;
      await tx.oidcRecords.revokeByGrantId(draft.kind, grantId);
      await tx.oidcRecords.upsert(draft, now);
      return true;
    });
  }

  async function saveAccessToken(draft: OidcRecordDraft, grantId: string): Promise<boolean> {
    const organizationId = await findOrganization(draft.payload);
    if (organizationId === null) return false;
    const now = clock.now();
    return store.transact(organizationId, async (tx) => {
      if (!(await tx.signInAnswers.finish(grantId, now))) return false;
      await tx.oidcRecords.upsert(draft, now);
      return true;
    });
  }

  return {
    async save(kind, id, payload, lifetimeSeconds) {
      const now = clock.now();
      const { jti: _id, ...rest } = payload;
      const grantId = textOrNull(payload.grantId);
      const draft: OidcRecordDraft = {
        kind,
        id: digestId(kind, id),
        payload: rest,
        grantId,
        uid: textOrNull(payload.uid),
        userCode: textOrNull(payload.userCode),
        expiresAt: lifetimeSeconds === null ? null : now + lifetimeSeconds * 1000,
      };
      if (kind === 'AuthorizationCode') return grantId !== null && saveAuthorizationCode(draft, grantId);
      if (kind === 'AccessToken') return grantId !== null && saveAccessToken(draft, grantId);
      await records.upsert(draft, now);
      return true;
    },
    find: (kind, id) => records.find(kind, digestId(kind, id), clock.now()),
    findByUid: (kind, uid) => records.findByUid(kind, uid, clock.now()),
    findByUserCode: (kind, userCode) => records.findByUserCode(kind, userCode, clock.now()),
    consume: (kind, id) => records.consume(kind, digestId(kind, id), clock.now()),
    destroy: (kind, id) => records.destroy(kind, digestId(kind, id)),
    revokeGrant: (kind, grantId) => records.revokeByGrantId(kind, grantId),
    async finishByHint(clientId, signInId, hintId) {
      const organizationId = await findOrganization({ clientId });
      if (organizationId === null) return false;
      const now = clock.now();
      const digest = digestHint(clientId, hintId);
      return store.transact(organizationId, async (tx) => {
        if (await tx.usedHints.has(digest, now)) return false;
        if (!(await tx.signInAnswers.finish(signInId, now))) return false;
        await tx.usedHints.add(digest, now + USED_HINT_KEPT_MS, now);
        return true;
      });
    },
    isHintUsed: (clientId, hintId) => store.read.usedHints.has(digestHint(clientId, hintId), clock.now()),
  };
}

function digestId(kind: string, id: string): string {
  return createHash('sha256').update(`${kind}\n${id}`).digest('base64url');
}

function digestHint(clientId: string, hintId: string): string {
  return digestId('UsedHint', `${clientId}\n${hintId}`);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
