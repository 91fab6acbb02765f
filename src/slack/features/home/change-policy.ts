import type { App } from '@slack/bolt';
import type { PolicyProblem } from '../../../domain/organization/find-policy-problems.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { say } from '../../../messages/say.ts';
import type { ChangePolicyResult } from '../../../services/organization/policy-by-owner.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission } from '../../app/on-submission.ts';
import { type SlackMessage, sections } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import {
  buildPolicyForm,
  nameOfCount,
  numbers,
  readPolicyForm,
  switches,
  tierCounts,
} from './policy-form.ts';

export function registerChangePolicy(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.changePolicy, async (click) => {
    const owned = await deps.useCases.readPolicyForOwner({ ...click, person: click.clicker });
    if (owned === null) return click.tell(buildRecord(say('slack.home.policy.not_owner')));
    await click.open(buildPolicyForm(owned));
  });
  onSubmission(app, deps, callbackIds.changePolicy, {
    answersIn: 'modal',
    read: readPolicyForm,
    async act(submission, changes) {
      const version = submission.metadata;
      const result = await deps.useCases.changePolicyByOwner({ ...submission, version, changes });
      if (result.kind !== 'duplicate') await submission.tell(buildAnswer(result));
    },
  });
}

function buildAnswer(result: Exclude<ChangePolicyResult, { kind: 'duplicate' }>): SlackMessage {
  switch (result.kind) {
    case 'refused':
      return buildRefusal(result.refusals, say('slack.nothing_done'));
    case 'not_owner':
    case 'late':
    case 'unchanged':
      return buildRecord(say(`slack.home.policy.${result.kind}`));
    case 'invalid': {
      const text = say('slack.home.policy.invalid');
      return { text, blocks: sections(text, ...result.problems.map(describeProblem)) };
    }
    case 'changed': {
      const text = say('slack.home.policy.changed');
      return { text, blocks: sections(text, ...describeChanges(result.before, result.policy)) };
    }
  }
}

function describeChanges(before: Policy, after: Policy): string[] {
  const line = (name: Parameters<typeof nameSetting>[0], from: unknown, to: unknown) =>
    from === to
      ? []
      : [
          say('slack.home.policy.change', {
            name: nameSetting(name),
            before: `\`${spell(from)}\``,
            after: `\`${spell(to)}\``,
          }),
        ];
  const listSignals = ({ riskSignals }: Policy) =>
    riskSignals.map((signal) => say(`slack.home.policy.signal.${signal}`)).join(', ');
  return [
    ...numbers.flatMap((name) => line(name, before[name], after[name])),
    ...tierCounts.flatMap((each) => {
      const { tier, count } = each;
      return line(nameOfCount(each), before.tiers[tier][count], after.tiers[tier][count]);
    }),
    ...line('riskSignals', listSignals(before), listSignals(after)),
    ...line('revealIn', before.revealIn, after.revealIn),
    ...switches.flatMap((name) => line(name, before[name], after[name])),
  ];
}

function nameSetting(
  name:
    | (typeof numbers)[number]
    | (typeof switches)[number]
    | ReturnType<typeof nameOfCount>
    | 'revealIn'
    | 'riskSignals',
): string {
  return say(`cli.policy.meaning.${name}`);
}

function spell(value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'slack.change.value.true' : 'slack.change.value.false');
  if (value === 'direct_message' || value === 'prompt') return say(`slack.home.policy.in_${value}`);
  return value === '' ? say('slack.change.value.none') : String(value);
}

function describeProblem(problem: PolicyProblem): string {
  if (problem.code !== 'no_approver')
    return say('slack.home.policy.invalid.other', { setting: problem.field });
  const { tier, role, needed } = problem;
  return say('slack.home.policy.invalid.no_approver', {
    tier,
    role: role === null ? 'any' : say(`role.plural.${role}`),
    needed,
    count: problem.people.length,
    people: escapeMrkdwn(problem.people.join(', ')),
  });
}
