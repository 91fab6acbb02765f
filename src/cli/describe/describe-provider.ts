import { vendorNames } from '../../domain/providers/provider.ts';
import { say } from '../../messages/say.ts';
import type { TestedProvider } from '../../ports/providers/provider.ts';
import type { VendorProblem, VendorSettingProblem } from '../../ports/vendor.ts';
import type { ProviderSummary } from '../../services/providers/provider-services.ts';
import { toPrintable } from '../print.ts';
import { describeSettingProblem } from './describe-source.ts';

export function describeProviderSetting(one: VendorSettingProblem, known: readonly string[]): string {
  const { problem } = one;
  if (problem !== 'malformed' && problem !== 'not_a_choice') return describeSettingProblem(one, known);
  return say(`cli.provider.settingProblem.${problem}`, { name: toPrintable(one.name) });
}

/** Why a provider could not be asked, and what to do. */
export function describeProviderProblem(
  problem: VendorProblem,
  detail: string | null,
  provider: string,
): string {
  const text = say(`cli.provider.problem.${toKnown(problem)}`, { provider });
  return detail === null ? text : say('cli.source.detail', { problem: text, detail: toPrintable(detail) });
}

/** Those of directories alone can't come from a provider. */
function toKnown(problem: VendorProblem) {
  switch (problem) {
    case 'unknown_group':
    case 'bot_token_missing':
    case 'bot_token_refused':
    case 'wrong_workspace':
      return 'unexpected_answer';
    default:
      return problem;
  }
}

/** What the vendor says of its tenant, a line each. */
export function describeFacts(facts: TestedProvider['facts']): string[] {
  return Object.entries(facts).map(([name, value]) => `  ${toPrintable(name)}: ${toPrintable(value)}`);
}

/** A provider in lines, as `provider list` shows it. @param rules of the policy that name it, as they are typed */
export function describeProvider(provider: ProviderSummary, rules: readonly string[]): string[] {
  const { id, name, kind, settings } = provider;
  const set = Object.entries(settings).map(([key, value]) => `, ${key}=${value}`);
  return [
    `${toPrintable(name)} (${id})`,
    `  ${say('cli.provider.line.kind', { kind, vendor: vendorNames[kind], settings: toPrintable(set.join('')) })}`,
    `  ${say('cli.provider.line.rules', {
      rules: rules.length === 0 ? say('cli.provider.noRules') : rules.map(toPrintable).join(', '),
    })}`,
  ];
}
