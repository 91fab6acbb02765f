import { roles } from '../../domain/directory/roles.ts';
import type { SyncCounts, SyncProblem, SyncRun } from '../../domain/directory/sync-run.ts';
import { say } from '../../messages/say.ts';
import type { VendorSettingProblem } from '../../ports/vendor.ts';
import type { SourceSummary } from '../../services/sources/list-sources.ts';
import type { VendorSecretProblem } from '../../services/vendors/vendor-secret.ts';
import { formatMinute, quote, toPrintable } from '../print.ts';
import { spellRoleRule } from '../source-terms.ts';

export function describeSettingProblem(
  { name, problem }: VendorSettingProblem,
  known: readonly string[],
): string {
  return say(`cli.source.settingProblem.${problem}`, { name: toPrintable(name), known: known.join(', ') });
}

export function describeSecretProblem(problem: VendorSecretProblem, names: readonly string[]): string {
  return say(`cli.source.secretProblem.${problem}`, { names: names.join(', ') });
}

export function describeBadRule(rule: string): string {
  return say('cli.source.badRule', { rule: quote(rule), roles: roles.join(', ') });
}

/** Why a source could not be read, and what to do. */
export function describeSyncProblem(problem: SyncProblem, detail: string | null, source: string): string {
  const text = say(`cli.source.problem.${problem}`, { source });
  return detail === null ? text : say('cli.source.detail', { problem: text, detail: toPrintable(detail) });
}

export function describeCounts(counts: SyncCounts): string {
  return say('cli.source.counts', { ...counts });
}

/** A source in lines, as `source list` shows it. */
export function describeSource(source: SourceSummary): string[] {
  const name = toPrintable(source.name);
  const quoted = quote(source.name);
  const { kind, settings, people, conflicts, roleRules, allowedOwners, brakePercent: percent } = source;
  const set = Object.entries(settings).map(([key, value]) => `, ${key}=${value}`);
  return [
    `${name} (${source.id})`,
    ...[
      say('cli.source.line.kind', { kind, settings: toPrintable(set.join('')) }),
      say('cli.source.line.people', { people }),
      ...(conflicts === 0 ? [] : [say('cli.source.line.conflicts', { conflicts, name: quoted })]),
      ...(kind === 'scim'
        ? [say('cli.source.line.last', { last: say('cli.source.scimRuns') })]
        : [
            say('cli.source.line.last', { last: describeLast(source, quoted) }),
            say('cli.source.line.next', { next: describeNext(source, quoted) }),
            say('cli.source.line.brake', { percent }),
          ]),
      ...(roleRules.length === 0
        ? []
        : [say('cli.source.line.rules', { rules: toPrintable(roleRules.map(spellRoleRule).join(', ')) })]),
      ...(allowedOwners.length === 0
        ? []
        : [say('cli.source.line.owners', { owners: toPrintable(allowedOwners.join(', ')) })]),
    ].map((line) => `  ${line}`),
  ];
}

function describeLast({ run }: SourceSummary, name: string): string {
  return run === null ? say('cli.source.never', { name }) : describeRun(run, name);
}

function describeNext({ run, nextRunAt, everyMinutes }: SourceSummary, name: string): string {
  if (run?.state === 'waiting') return say('cli.source.afterDecision');
  if (nextRunAt !== null) return formatMinute(nextRunAt);
  return everyMinutes === null || run === null ? say('cli.source.onRequest', { name }) : '-';
}

function describeRun(run: SyncRun, name: string): string {
  const { state, losing, problem, detail, counts } = run;
  const summary =
    state === 'failed' ? describeSyncProblem(problem ?? 'internal', detail, name) : describeCounts(counts);
  const time = formatMinute(run.endedAt ?? run.startedAt);
  return say(`cli.source.runState.${state}`, { time, losing, summary, name });
}
