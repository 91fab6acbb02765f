import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { ChannelJudgement } from '../../domain/notices/slack-channel.ts';
import { judgeAsker } from '../../domain/requests/authority.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { isRehearsal } from '../../domain/requests/judge-break-glass.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findLink } from '../directory/find-link.ts';
import { type AskedProvider, askProvider } from '../providers/ask-provider.ts';
import { makeCode, type NotMade } from '../providers/make-code.ts';
import type { ProviderDeps } from '../providers/open-provider.ts';
import type { ClickRefused } from '../requests/open-click.ts';
import { addressesOf, type SlackAbsence } from '../requests/without-slack/slack-absence.ts';
import { activateCode, type DeliveredReveal } from './activate-code.ts';
import type { GenerateInput, SlackFacts } from './check-again.ts';
import { findGenerated, type GeneratedBefore } from './find-generated.ts';
import { draftCode, generateCode, type Preparation, type Rehearsed, type Reveal } from './generate-code.ts';
import type { TermsRaised } from './raise-terms.ts';
import { revokeUndelivered } from './revoke-undelivered.ts';

export interface RevealInput extends GenerateInput {
  /** What Slack says of an account now; `null` if it knows none of that id. Asked outside the transaction. */
  readonly lookUpPerson: (slackUserId: string) => Promise<SlackPerson | null>;
  /** Whether Slack knows an account with one of these addresses, now and deactivated ones included. Asked outside the transaction. */
  readonly findAccount: (addresses: readonly string[]) => Promise<SlackAbsence['account']>;
  /** Who the conversation of the click is shared with now. Asked outside the transaction. */
  readonly judgeChannel: () => Promise<ChannelJudgement>;
  /**
   * Sends the code to the requester alone. `delivered` only if Slack accepted the message; anything uncertain
   * is `failed`, because a code that may not have arrived must not work. `hideUrl`: where the message can be
   * replaced later.
   */
  readonly deliver: (reveal: Reveal) => Promise<{ kind: 'delivered'; hideUrl: Secret } | { kind: 'failed' }>;
}

export type RevealResult =
  | { readonly kind: 'revealed'; readonly record: BackupCode }
  /** Slack did not accept the message: the code is revoked. */
  | { readonly kind: 'delivery_failed'; readonly request: IssueRequest }
  /** It was superseded, revoked or swept before it worked. If it was shown, it doesn't work. */
  | { readonly kind: 'not_activated'; readonly request: IssueRequest }
  /** Unknown whether it works: the store did not say whether it committed, twice (N17). */
  | { readonly kind: 'unknown'; readonly request: IssueRequest; readonly error: unknown }
  | (Exclude<NotMade, { kind: 'ended_meanwhile' }> & { readonly request: IssueRequest })
  | GeneratedBefore
  | Rehearsed
  | TermsRaised
  | ClickRefused
  | { readonly kind: 'duplicate' };

/** Within this time a further click on the same button is the second of a double click. */
const DOUBLE_CLICK_MS = 30_000;

/**
 * The reveal, in two phases, so that a crash at any line leaves no working code that was never seen. The code
 * is stored as `undelivered`, which cannot be redeemed; then it is sent; only when Slack has accepted it does
 * it become `active`.
 */
export function createRevealCode(deps: ServiceDeps & ProviderDeps) {
  const { store } = deps;

  async function prepare(input: RevealInput): Promise<Preparation> {
    const { organization, requestId } = input;
    const request = requestId === null ? null : await store.read.requests.find(organization.id, requestId);
    if (request === null) return { slack: null, draft: null, asked: null };
    const { targetId, providerId } = request;
    const [slack, draft] = await Promise.all([
      askSlack(input, request),
      isRehearsal(request) ? null : draftCode(deps, targetId, providerId),
    ]);
    // A rehearsal learns, too, whether the vendor would make one.
    return { slack, draft, asked: slack === null ? null : await askVendor(request) };
  }

  async function askVendor(request: IssueRequest): Promise<AskedProvider | null> {
    const { organizationId, providerId, targetId } = request;
    if (providerId === null) return null;
    const target = await store.read.directory.findUser(organizationId, targetId);
    const organization = await store.read.organizations.findById(organizationId);
    if (target === null || organization === null) return null;
    return askProvider(deps, organizationId, providerId, target, request, organization.policy);
  }

  /** Not for a clicker who isn't the requester, or may no longer issue: the transaction refuses them before it needs Slack. */
  async function askSlack(input: RevealInput, request: IssueRequest): Promise<SlackFacts | null> {
    const { requesterId, lane } = request;
    const { targetSlackId } = request.origin;
    const clicker = (await findLink(store.read, input, input.slackUserId))?.user ?? null;
    if (clicker?.id !== requesterId) return null;
    const organization = await store.read.organizations.findById(input.organization.id);
    const { policy } = organization ?? input.organization;
    if (judgeAsker('issue', clicker, policy, lane).length > 0) return null;
    const [target, absence, channel] = await Promise.all([
      targetSlackId === null ? null : input.lookUpPerson(targetSlackId),
      targetSlackId === null ? askOfAbsence(input, request) : null,
      input.judgeChannel(),
    ]);
    return { target, absence, channel };
  }

  async function askOfAbsence(
    input: RevealInput,
    { organizationId, targetId }: IssueRequest,
  ): Promise<SlackAbsence | null> {
    const user = await store.read.directory.findUser(organizationId, targetId);
    if (user === null) return null;
    const addresses = addressesOf(user);
    return { addresses, account: await input.findAccount(addresses) };
  }

  return async function revealCode(input: RevealInput): Promise<RevealResult> {
    const preparation = await prepare(input);
    const generated = await store.transact(input.organization.id, (tx) =>
      generateCode(deps, tx, input, preparation),
    );
    if (generated.kind === 'refused') return judgeLate(input, generated);
    if (generated.kind !== 'generated') return generated;
    const { code, ...drafted } = generated.drafted;
    const made = await makeCode(deps, drafted.record, drafted.target, code, preparation.asked);
    if (made.kind === 'ended_meanwhile') return { kind: 'not_activated', request: drafted.request };
    if (made.kind !== 'made') return { ...made, request: drafted.request };
    const { atVendor } = made;
    const reveal: Reveal = { ...drafted, code: made.code, record: made.record, vendor: made.vendor };
    const delivery = await input.deliver(reveal);
    if (delivery.kind === 'failed') {
      await store.transact(reveal.record.organizationId, (tx) =>
        revokeUndelivered(deps, tx, reveal.record, 'delivery_failed'),
      );
      return { kind: 'delivery_failed', request: reveal.request };
    }
    return activate({ reveal, atVendor, hideUrl: delivery.hideUrl, source: sourceOf(input) });
  };

  /** Tried twice: if the first commit's answer was lost, the second try finds whether the code works already. */
  async function activate(delivered: DeliveredReveal): Promise<RevealResult> {
    const { record, request } = delivered.reveal;
    const { organizationId, id } = record;
    const tryOnce = () =>
      store.transact(organizationId, async (tx) => {
        const active = await activateCode(deps, tx, delivered);
        if (active !== null) return active;
        const found = await tx.codes.find(organizationId, id);
        return found?.state === 'active' || found?.state === 'redeemed' ? found : null;
      });
    try {
      const active = await tryOnce().catch(tryOnce);
      return active === null ? { kind: 'not_activated', request } : { kind: 'revealed', record: active };
    } catch (error) {
      return { kind: 'unknown', request, error };
    }
  }

  /**
   * A click on a request that already has its code. The second of a double click must not disturb what the
   * first shows.
   */
  async function judgeLate(input: RevealInput, refused: ClickRefused): Promise<RevealResult> {
    const before = await findGenerated(deps, input, refused);
    if (before === null) return refused;
    const isShown = before.state === 'undelivered' || before.state === 'active';
    const isDoubleClick = isShown && deps.clock.now() - before.code.createdAt < DOUBLE_CLICK_MS;
    return isDoubleClick ? { kind: 'duplicate' } : before;
  }
}
