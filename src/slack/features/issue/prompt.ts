import type { KnownBlock } from '@slack/types';
import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import { expiryAfter, lifetimeOf, listLifetimes } from '../../../domain/codes/code-term.ts';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { capabilities } from '../../../domain/providers/capabilities.ts';
import { vendorNames } from '../../../domain/providers/provider.ts';
import { needsApproval } from '../../../domain/requests/issue-request.ts';
import { findGlass } from '../../../domain/requests/judge-break-glass.ts';
import { judgeVerified } from '../../../domain/requests/readiness.ts';
import type { Refusal } from '../../../domain/requests/refusals.ts';
import { findWaiting } from '../../../domain/requests/verification.ts';
import { say } from '../../../messages/say.ts';
import type { PromptFacts } from '../../../services/requests/read-prompt-facts.ts';
import { buildBreakGlassButton } from '../../blocks/break-glass-button.ts';
import { buildUnlockButton, describeLockout } from '../../blocks/lockout.ts';
import {
  actions,
  button,
  context,
  mrkdwn,
  type SlackMessage,
  section,
  sections,
} from '../../blocks/message.ts';
import { escapeMrkdwn, formatMoment, formatTime } from '../../blocks/mrkdwn.ts';
import { mentionTarget, nameOf } from '../../blocks/people.ts';
import { buildRefusal, describeReason } from '../../blocks/records.ts';
import { formatDuration } from '../../blocks/term.ts';
import { actionIds } from '../../ids.ts';
import { describeTicket, describeVerification } from '../verify/describe-verification.ts';
import { describeSignals } from './signals.ts';

/** Asks the requester to confirm: what will happen, the person it's for, and what to check first (U1). */
export function buildPrompt(facts: PromptFacts): SlackMessage {
  const { request, target, policy, liveCode, lockout, waitingFor } = facts;
  const name = nameOf(target);
  const step = findStep(facts);
  const locked = describeLockout(name, lockout);
  return {
    text: say('slack.prompt', { name }),
    blocks: [
      section(say(`slack.prompt.${step}`, { name })),
      { type: 'section', fields: listFacts(facts).map(mrkdwn) },
      ...sections(...describeVerification(request, policy)),
      ...sections(...describeSignals(request, name)),
      section(say('slack.prompt.caution', { name })),
      ...sections(...describeWords(facts, name)),
      ...(waitingFor === null
        ? []
        : [section(say('slack.prompt.waits_for_manager', { name, manager: nameOf(waitingFor) }))]),
      ...(findWaiting(request, 'device') === null
        ? []
        : [section(say('slack.device.waits', { name, words: facts.words }))]),
      ...describeReplaced(liveCode, name),
      ...(locked === null ? [] : [section(locked)]),
      ...(step === 'ask' ? [section(describeApproval(facts, name))] : []),
      ...describeGlass(facts),
      ...describeStart(facts),
      actions(...listButtons(facts, name, step, locked !== null && request.lane === 'issuer')),
      context(describeTerms(facts, name)),
    ],
  };
}

function describeTerms({ request, policy, provider }: PromptFacts, name: string): string {
  const duration = formatDuration(lifetimeOf(request, policy));
  const until = formatTime(request.expiresAt);
  if (provider === null) return say('slack.prompt.terms', { name, duration, until });
  return say('slack.provider.terms', { name, vendor: vendorNames[provider.kind], duration, until });
}

/** The two words reach the person in Slack alone. */
function describeWords({ request, policy, words }: PromptFacts, name: string): string[] {
  if (!policy.twoWayWords.includes(request.terms.tier)) return [];
  return request.origin.targetSlackId === null
    ? [say('slack.prompt.no_words', { name })]
    : [say('slack.prompt.words', { name, words })];
}

type Step = 'verify' | 'ask' | 'generate';

/** What the requester has to do next; the service decides it again. */
function findStep({ request, target, policy }: PromptFacts): Step {
  if (judgeVerified(request, policy, target.displayName).length > 0) return 'verify';
  return needsApproval(request) && request.state !== 'approved' ? 'ask' : 'generate';
}

function describeReplaced(liveCode: BackupCode | null, name: string): KnownBlock[] {
  if (liveCode === null) return [];
  const { vendor, expiresAt } = liveCode;
  const facts = { name, until: formatTime(expiresAt) };
  return vendor !== null && capabilities[vendor.kind].ends === 'none'
    ? [section(say('slack.provider.replaces_none', { ...facts, vendor: vendorNames[vendor.kind] }))]
    : [section(say('slack.prompt.replaces', facts))];
}

/** A risk signal, or a group, says elsewhere that it needs approval: the role is named only where it is the reason. */
function describeApproval({ request, target, policy }: PromptFacts, name: string): string {
  const { tier, signals, approvalsRequired: approvals } = request.terms;
  const isByRole =
    tier === 'privileged' && signals.length === 0 && policy.privilegedRoles.includes(target.role);
  const role = say(`role.phrase.${target.role}`);
  return say('slack.prompt.needs_approval', { name, role, approvals, by: isByRole ? 'role' : 'terms' });
}

/** In place of the prompt, when the click found that more is needed: why nothing was generated, and the prompt as it is now. */
export function buildRaisedPrompt(
  raised: PromptFacts & { readonly refusals: readonly Refusal[] },
): SlackMessage {
  const prompt = buildPrompt(raised);
  const refusal = buildRefusal(raised.refusals, say('slack.issue.refused'));
  return { text: refusal.text, blocks: [...refusal.blocks, ...prompt.blocks] };
}

function listFacts({ request, target, policy, provider }: PromptFacts): string[] {
  const login = escapeMrkdwn(loginOf(target));
  return [
    say('slack.prompt.person', { mention: mentionTarget(request, target), login }),
    say('slack.prompt.role', { role: say(`role.${target.role}`) }),
    say('slack.prompt.domain', { domain: escapeMrkdwn(login.split('@').at(-1) ?? '') }),
    say('slack.prompt.reason', { reason: describeReason(request.reason) }),
    ...(provider === null
      ? []
      : [
          say('slack.provider.prompt', {
            vendor: vendorNames[provider.kind],
            code: say(`slack.provider.${provider.kind}`),
          }),
        ]),
    ...describeTicket(request, policy),
  ];
}

const mainButtons = {
  verify: ['slack.button.verify', actionIds.verifyCaller],
  ask: ['slack.button.ask_approval', actionIds.askApproval],
  generate: ['slack.button.generate', actionIds.generateCode],
} as const satisfies Record<Step, unknown>;

/** That no approval is needed, as the requester broke the glass. */
function describeGlass({ request }: PromptFacts): KnownBlock[] {
  const glass = findGlass(request);
  if (glass === null) return [];
  const rehearsal = glass.isRehearsal ? 'yes' : 'no';
  return [section(say('slack.prompt.glass', { rehearsal, reason: describeReason(glass.reason) }))];
}

/** A start that passed meanwhile means now; the service decides it again. */
function describeStart({ request, policy }: PromptFacts): KnownBlock[] {
  const { startsAt } = request;
  if (startsAt === null) return [];
  const until = formatMoment(expiryAfter(startsAt, request, policy));
  return [section(say('slack.prompt.later', { start: formatMoment(startsAt), until }))];
}

function listButtons(
  { request, policy, mayBreakGlass }: PromptFacts,
  name: string,
  step: Step,
  mayUnlock: boolean,
) {
  const { id: requestId } = request;
  const [label, actionId] = mainButtons[step];
  const main = button(say(label), { actionId, value: requestId, style: 'primary' });
  const cancel = button(say('slack.button.cancel'), {
    actionId: actionIds.cancelRequest,
    value: requestId,
  });
  const hasOptions = listLifetimes(request, policy).length > 1 || policy.delayedStartDaysMax > 0;
  const options = hasOptions
    ? [button(say('slack.button.options'), { actionId: actionIds.chooseOptions, value: requestId })]
    : [];
  if (step === 'ask' && mayBreakGlass) return [main, ...options, buildBreakGlassButton(requestId), cancel];
  if (!mayUnlock || step !== 'generate') return [main, ...options, cancel];
  const unlock = buildUnlockButton({
    label: 'slack.button.unlock_and_generate',
    actionId: actionIds.unlockAndGenerate,
    value: requestId,
    name,
  });
  return [unlock, main, ...options, cancel];
}
