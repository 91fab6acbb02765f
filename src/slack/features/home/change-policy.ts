import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type Policy, policyLimits } from '../../../domain/organization/policy.ts';
import { say } from '../../../messages/say.ts';
import type { ChangePolicyResult, OwnersPolicy } from '../../../services/organization/policy-by-owner.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission, type Reading, type Submission } from '../../app/on-submission.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { checkboxField, modal, radioField, textField } from '../../blocks/modal.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds, callbackIds } from '../../ids.ts';

/** What owners change in Slack. What decides who is asked and what is checked is changed where it can be seen as a whole. */
const numbers = [
  'codeLifetimeMinutes',
  'requestLifetimeMinutes',
  'approvalLifetimeMinutes',
  'hideAfterSeconds',
  'requestsPerRequesterPerHour',
  'requestsPerTargetPerDay',
  'requestsPerOrganizationPerHour',
  'requestBurst',
  'requestBurstMinutes',
] as const satisfies readonly (keyof typeof policyLimits)[];
const switches = ['reasonRequired', 'requireReEnrolment'] as const;
const SWITCHES = 'switches';
const places = ['direct_message', 'prompt'] as const;

export function registerChangePolicy(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.changePolicy, async (click) => {
    const owned = await deps.useCases.readPolicyForOwner({ ...click, person: click.clicker });
    if (owned === null) return click.tell(buildRecord(say('slack.home.policy.not_owner')));
    await click.open(buildForm(owned));
  });
  onSubmission(app, deps, callbackIds.changePolicy, {
    answersIn: 'modal',
    read: readForm,
    async act(submission, changes) {
      const version = submission.metadata;
      const result = await deps.useCases.changePolicyByOwner({ ...submission, version, changes });
      if (result.kind !== 'duplicate') await submission.tell(buildAnswer(result));
    },
  });
}

function buildForm({ policy, version }: OwnersPolicy): ModalView {
  return modal({
    callbackId: callbackIds.changePolicy,
    title: say('slack.home.policy.title'),
    submit: say('slack.button.change'),
    metadata: version,
    blocks: [
      section(say('slack.home.policy.intro')),
      ...numbers.map((name) =>
        textField(name, say(`cli.policy.meaning.${name}`), {
          initial: String(policy[name]),
          hint: describeRange(name),
          lengthMax: 6,
        }),
      ),
      radioField(
        'revealIn',
        say('cli.policy.meaning.revealIn'),
        places.map((place) => ({ value: place, label: say(`slack.home.policy.in_${place}`) })),
        { initial: policy.revealIn },
      ),
      checkboxField(
        SWITCHES,
        say('slack.home.policy.yes_or_no'),
        switches.map((name) => ({ value: name, label: say(`cli.policy.meaning.${name}`) })),
        { isOptional: true, initial: switches.filter((name) => policy[name]) },
      ),
      context(say('slack.home.policy.more')),
    ],
  });
}

function describeRange(name: (typeof numbers)[number]): string {
  const [min, max] = policyLimits[name];
  const unit = name.endsWith('Minutes') ? 'minutes' : name.endsWith('Seconds') ? 'seconds' : 'range';
  return say(`slack.home.policy.${unit}`, { min, max });
}

function readForm({ fields }: Submission): Reading<Partial<Policy>> {
  const errors: Record<string, string> = {};
  const read: Partial<Record<(typeof numbers)[number], number>> = {};
  for (const name of numbers) {
    const [min, max] = policyLimits[name];
    const text = fields.text(name);
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) read[name] = value;
    else errors[name] = describeRange(name);
  }
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  const revealIn = places.find((place) => place === fields.choice('revealIn'));
  const chosen = fields.choices(SWITCHES);
  return {
    kind: 'read',
    input: {
      ...read,
      ...(revealIn === undefined ? {} : { revealIn }),
      reasonRequired: chosen.includes('reasonRequired'),
      requireReEnrolment: chosen.includes('requireReEnrolment'),
    },
  };
}

function buildAnswer(result: Exclude<ChangePolicyResult, { kind: 'duplicate' }>): SlackMessage {
  switch (result.kind) {
    case 'refused':
      return buildRefusal(result.refusals, say('slack.nothing_done'));
    case 'not_owner':
    case 'late':
    case 'invalid':
    case 'unchanged':
      return buildRecord(say(`slack.home.policy.${result.kind}`));
    case 'changed': {
      const { before, policy } = result;
      const lines = [...numbers, ...switches, 'revealIn' as const]
        .filter((name) => before[name] !== policy[name])
        .map((name) =>
          say('slack.home.policy.change', {
            name: say(`cli.policy.meaning.${name}`),
            before: `\`${before[name]}\``,
            after: `\`${policy[name]}\``,
          }),
        );
      const text = say('slack.home.policy.changed');
      return { text, blocks: sections(text, ...lines) };
    }
  }
}
