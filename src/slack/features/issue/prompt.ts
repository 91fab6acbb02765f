import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import type { Admission } from '../../../domain/redeeming/lockout.ts';
import { type IssueRequest, needsApproval } from '../../../domain/requests/issue-request.ts';
import type { Refusal } from '../../../domain/requests/refusals.ts';
import { say } from '../../../messages/say.ts';
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
import { escapeMrkdwn, formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRefusal, describeReason } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { describeSignals } from './signals.ts';

export interface PromptFacts {
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  readonly liveCode: BackupCode | null;
  readonly lockout: Admission;
}

/** Asks the requester to confirm: what will happen, the person it's for, and what to check first (U1). */
export function buildPrompt(facts: PromptFacts): SlackMessage {
  const { request, target, policy, liveCode, lockout } = facts;
  const name = nameOf(target);
  const mustAsk = needsApproval(request) && request.state !== 'approved';
  const locked = describeLockout(name, lockout);
  const replaced = liveCode === null ? null : formatTime(liveCode.expiresAt);
  return {
    text: say('slack.prompt', { name }),
    blocks: [
      section(mustAsk ? say('slack.prompt.ask', { name }) : say('slack.prompt.generate', { name })),
      { type: 'section', fields: listFacts(facts).map(mrkdwn) },
      ...sections(...describeSignals(request, name)),
      section(say('slack.prompt.caution', { name })),
      ...(replaced === null ? [] : [section(say('slack.prompt.replaces', { name, until: replaced }))]),
      ...(locked === null ? [] : [section(locked)]),
      ...(mustAsk
        ? [section(say('slack.prompt.needs_approval', { name, role: say(`role.phrase.${target.role}`) }))]
        : []),
      actions(...listButtons(request.id, name, mustAsk, locked !== null)),
      context(
        say('slack.prompt.terms', {
          name,
          duration: formatDuration(policy.codeLifetimeMinutes),
          until: formatTime(request.expiresAt),
        }),
      ),
    ],
  };
}

/** In place of the prompt, when the click found that more is needed: why nothing was generated, and the prompt as it is now. */
export function buildRaisedPrompt(
  raised: PromptFacts & { readonly refusals: readonly Refusal[] },
): SlackMessage {
  const prompt = buildPrompt(raised);
  const refusal = buildRefusal(raised.refusals, say('slack.issue.refused'));
  return { text: refusal.text, blocks: [...refusal.blocks, ...prompt.blocks] };
}

function listFacts({ request, target }: PromptFacts): string[] {
  const login = escapeMrkdwn(loginOf(target));
  return [
    say('slack.prompt.person', { mention: mentionUser(request.origin.targetSlackId), login }),
    say('slack.prompt.role', { role: say(`role.${target.role}`) }),
    say('slack.prompt.domain', { domain: escapeMrkdwn(login.split('@').at(-1) ?? '') }),
    say('slack.prompt.reason', { reason: describeReason(request.reason) }),
  ];
}

function listButtons(requestId: string, name: string, mustAsk: boolean, isLocked: boolean) {
  const main = mustAsk
    ? button(say('slack.button.ask_approval'), {
        actionId: actionIds.askApproval,
        value: requestId,
        style: 'primary',
      })
    : button(say('slack.button.generate'), {
        actionId: actionIds.generateCode,
        value: requestId,
        style: 'primary',
      });
  const cancel = button(say('slack.button.cancel'), {
    actionId: actionIds.cancelRequest,
    value: requestId,
  });
  if (!isLocked || mustAsk) return [main, cancel];
  const unlock = buildUnlockButton({
    label: 'slack.button.unlock_and_generate',
    actionId: actionIds.unlockAndGenerate,
    value: requestId,
    name,
  });
  return [unlock, main, cancel];
}

export function formatDuration(minutes: number): string {
  return minutes % 60 !== 0 || minutes <= 60
    ? say('slack.duration.minutes', { minutes })
    : say('slack.duration.hours', { hours: minutes / 60 });
}
