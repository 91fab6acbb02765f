import type { BackupCode } from '../domain/backup-code.ts';
import type { IssueRequest } from '../domain/issue-request.ts';
import type { Secret } from '../domain/secret.ts';
import type { SlackPerson } from '../domain/slack-person.ts';
import { activateCode } from './activate-code.ts';
import { sourceOf } from './audit-slack-refusal.ts';
import type { ServiceDeps } from './deps.ts';
import { draftCode, type GenerateInput, generateCode, type Reveal } from './generate-code.ts';
import { type KnownRequests, type RequestSubject, subjectOf } from './known-requests.ts';
import type { ClickRefused } from './open-click.ts';
import { revokeUndelivered } from './revoke-undelivered.ts';
import { isIssuerByLink } from './screen-requester.ts';

export interface RevealInput extends GenerateInput {
  /** What Slack says of a person now; `null` if it knows none. Asked outside the transaction. */
  readonly lookUpPerson: (slackUserId: string) => Promise<SlackPerson | null>;
  /**
   * Sends the code to the requester and nobody else. `delivered` only if Slack accepted the message; whatever is
   * uncertain is `failed`, because a code that may not have arrived must not work. `hideUrl`: where the message can
   * be replaced later.
   */
  readonly deliver: (reveal: Reveal) => Promise<{ kind: 'delivered'; hideUrl: Secret } | { kind: 'failed' }>;
}

export type RevealResult =
  | { readonly kind: 'revealed'; readonly record: BackupCode }
  /** Slack did not take the code: it is revoked and worth nothing. */
  | { readonly kind: 'delivery_failed'; readonly request: IssueRequest }
  /** It was shown, but meanwhile superseded or swept: it does not work. */
  | { readonly kind: 'not_activated'; readonly request: IssueRequest }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The reveal, in two phases, so that dying at any line leaves no working code that nobody saw: the code is stored
 * `undelivered`, which cannot be redeemed; it is sent; only when Slack has accepted it does it become `active`.
 */
export function createRevealCode(deps: ServiceDeps & { readonly knownRequests: KnownRequests }) {
  const { store, knownRequests } = deps;

  /** Whom the request is about. Whether it is still open, and the clicker's, is for the transaction to see. */
  async function findSubject({ organization, requestId }: RevealInput): Promise<RequestSubject | null> {
    if (requestId === null) return null;
    const known = knownRequests.recall(organization.id, requestId);
    if (known !== null) return known;
    const request = await store.read.requests.find(organization.id, requestId);
    return request === null ? null : subjectOf(request);
  }

  return async function revealCode(input: RevealInput): Promise<RevealResult> {
    const subject = await findSubject(input);
    // Slack is asked for nobody on behalf of a clicker who may not issue: the transaction refuses them first.
    const mayAsk = subject !== null && (await isIssuerByLink(store.read, input, input.slackUserId));
    const target = mayAsk ? await input.lookUpPerson(subject.targetSlackId) : null;
    const draft = subject === null ? null : await draftCode(deps, subject);
    const generated = await store.transact(input.organization.id, (tx) =>
      generateCode(deps, tx, input, target, draft),
    );
    if (generated.kind !== 'generated') return generated;
    const { reveal } = generated;
    const delivery = await input.deliver(reveal);
    if (delivery.kind === 'failed') {
      await store.transact(reveal.record.organizationId, (tx) =>
        revokeUndelivered(deps, tx, reveal.record, 'delivery_failed'),
      );
      return { kind: 'delivery_failed', request: reveal.request };
    }
    const active = await store.transact(input.organization.id, (tx) =>
      activateCode(deps, tx, sourceOf(input), reveal, delivery.hideUrl),
    );
    return active === null
      ? { kind: 'not_activated', request: reveal.request }
      : { kind: 'revealed', record: active };
  };
}
