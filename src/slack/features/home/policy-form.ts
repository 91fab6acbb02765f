import type { ModalView } from '@slack/types';
import { APPROVALS_MAX, type Policy, policyLimits } from '../../../domain/organization/policy.ts';
import { type RiskSignal, riskSignals } from '../../../domain/requests/risk-signal.ts';
import { type Tier, type TierPolicy, tiers } from '../../../domain/requests/tier.ts';
import { verificationMethods } from '../../../domain/requests/verification.ts';
import { say } from '../../../messages/say.ts';
import type { OwnersPolicy, PolicyChange } from '../../../services/organization/policy-by-owner.ts';
import type { Reading, Submission } from '../../app/on-submission.ts';
import { context, section } from '../../blocks/message.ts';
import { checkboxField, modal, radioField, textField } from '../../blocks/modal.ts';
import { callbackIds } from '../../ids.ts';

/** What owners change in Slack: limits, how much a code needs, and which signals count. Who may and who is asked is changed at the command line. */
export const numbers = [
  'codeLifetimeMinutes',
  'codeLifetimeMinutesMax',
  'delayedStartDaysMax',
  'requestLifetimeMinutes',
  'approvalLifetimeMinutes',
  'hideAfterSeconds',
  'requestsPerRequesterPerHour',
  'requestsPerTargetPerDay',
  'requestsPerOrganizationPerHour',
  'requestBurst',
  'requestBurstMinutes',
] as const satisfies readonly (keyof typeof policyLimits)[];
export const switches = ['reasonRequired', 'requireReEnrolment'] as const;
const places = ['direct_message', 'prompt'] as const;
const counts = [
  'verificationsRequired',
  'approvalsRequired',
] as const satisfies readonly (keyof TierPolicy)[];
const countsMax = {
  verificationsRequired: verificationMethods.length,
  approvalsRequired: APPROVALS_MAX,
} as const;
type TierCount = { readonly tier: Tier; readonly count: (typeof counts)[number] };
export const tierCounts: readonly TierCount[] = tiers.flatMap((tier) =>
  counts.map((count) => ({ tier, count })),
);
/** The setting, and the field of the form. */
export const nameOfCount = ({ tier, count }: TierCount) => `tiers.${tier}.${count}` as const;

const SWITCHES = 'switches';
const SIGNALS = 'riskSignals';

export function buildPolicyForm({ policy, version }: OwnersPolicy): ModalView {
  return modal({
    callbackId: callbackIds.changePolicy,
    title: say('slack.home.policy.title'),
    submit: say('slack.button.change'),
    metadata: version,
    blocks: [
      section(say('slack.home.policy.intro')),
      section(say('slack.home.policy.part.limits')),
      ...numbers.map((name) => numberField(name, policy[name], describeRange(name))),
      section(say('slack.home.policy.part.needs')),
      ...tierCounts.map((each) =>
        numberField(nameOfCount(each), policy.tiers[each.tier][each.count], describeCount(each)),
      ),
      section(say('slack.home.policy.part.rules')),
      checkboxField(
        SIGNALS,
        say('cli.policy.meaning.riskSignals'),
        riskSignals.map((signal) => ({ value: signal, label: say(`slack.home.policy.signal.${signal}`) })),
        { isOptional: true, initial: policy.riskSignals },
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

function numberField(
  name: (typeof numbers)[number] | ReturnType<typeof nameOfCount>,
  value: number,
  hint: string,
) {
  return textField(name, say(`cli.policy.meaning.${name}`), { initial: String(value), hint, lengthMax: 6 });
}

function describeRange(name: (typeof numbers)[number]): string {
  const [min, max] = policyLimits[name];
  const unit = name.includes('Minutes') ? 'minutes' : name.endsWith('Seconds') ? 'seconds' : 'range';
  return say(`slack.home.policy.${unit}`, { min, max });
}

function describeCount({ count }: TierCount): string {
  return say('slack.home.policy.range', { min: 0, max: countsMax[count] });
}

export function readPolicyForm({ fields }: Submission): Reading<PolicyChange> {
  const errors: Record<string, string> = {};
  const readNumber = (name: string, min: number, max: number, wrong: string): number => {
    const text = fields.text(name);
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) errors[name] = wrong;
    return value;
  };
  const read: Partial<Record<(typeof numbers)[number], number>> = {};
  for (const name of numbers) {
    const [min, max] = policyLimits[name];
    read[name] = readNumber(name, min, max, describeRange(name));
  }
  const needs = tierCounts.map((each) => ({
    ...each,
    value: readNumber(nameOfCount(each), 0, countsMax[each.count], describeCount(each)),
  }));
  const { codeLifetimeMinutes: usual = 0, codeLifetimeMinutesMax: longest = usual } = read;
  if (usual > longest) errors.codeLifetimeMinutes ??= say('slack.home.policy.above_max', { max: longest });
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  const revealIn = places.find((place) => place === fields.choice('revealIn'));
  const chosen = fields.choices(SWITCHES);
  const signals = fields.choices(SIGNALS);
  return {
    kind: 'read',
    input: ({ tiers: before }): Partial<Policy> => ({
      ...read,
      tiers: changeCounts(before, needs),
      riskSignals: riskSignals.filter((signal: RiskSignal) => signals.includes(signal)),
      ...(revealIn === undefined ? {} : { revealIn }),
      reasonRequired: chosen.includes('reasonRequired'),
      requireReEnrolment: chosen.includes('requireReEnrolment'),
    }),
  };
}

/** The form has the counts alone: who approves, and how callers are verified, stays as it is. */
function changeCounts(
  before: Policy['tiers'],
  needs: readonly (TierCount & { readonly value: number })[],
): Policy['tiers'] {
  const changed = { ...before };
  for (const { tier, count, value } of needs) changed[tier] = { ...changed[tier], [count]: value };
  return changed;
}
