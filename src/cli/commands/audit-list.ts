import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AuditAction, type AuditEvent, auditActions } from '../../domain/audit.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson, printTable } from '../print.ts';

const outcomes = ['allowed', 'refused', 'failed'] as const;

interface Options {
  readonly organization?: string;
  readonly limit: number;
  readonly after?: number;
  readonly action?: AuditAction;
  readonly outcome?: (typeof outcomes)[number];
  readonly actor?: string;
  readonly target?: string;
  readonly since?: number;
  readonly json?: true;
}

export function registerAuditList(audit: Command, runtime: CliRuntime): void {
  const command = audit
    .command('list')
    .description('show what was decided: the newest events, oldest of them first')
    .addOption(organizationOption())
    .option('--limit <count>', 'how many at most', parseCount, 50)
    .option('--after <sequence>', 'the oldest events after this number, instead of the newest', parseCount)
    .addOption(new Option('--action <action>', 'only this action').choices(auditActions))
    .addOption(new Option('--outcome <outcome>', 'only this outcome').choices(outcomes))
    .option('--actor <id>', 'only what this user, Slack account or service did')
    .option('--target <id>', 'only what was done to this one')
    .option('--since <time>', 'only from this time on, such as 2026-01-31 or 2026-01-31T12:00:00Z', parseTime)
    .option('--json', 'as JSON, with details and hashes')
    .action(({ organization: wanted, json, ...filter }: Options) =>
      runtime.runForOrganization({ organization: wanted }, async (services, organization) => {
        const events = await services.listAudit(organization.id, filter);
        if (json) printJson(runtime, events);
        else printTable(runtime, headings, events.map(toRow));
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'audit list --limit 20',
    'audit list --action code.redeemed --since 2026-01-01',
    'audit list --outcome refused --json',
  ]);
}

const headings = ['SEQ', 'TIME', 'ACTION', 'OUTCOME', 'BY', 'TARGET', 'SOURCE', 'REASON'];

function toRow(event: AuditEvent): string[] {
  const { sequence, at, action, outcome, actor, target, source, reason } = event;
  return [
    String(sequence),
    at,
    action,
    outcome,
    `${actor.kind}:${actor.id}`,
    target ?? '-',
    source,
    reason ?? '-',
  ];
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('It must be a time in UTC, such as 2026-01-31.');
  return time;
}
