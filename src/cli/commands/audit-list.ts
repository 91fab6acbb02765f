import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AuditAction, type AuditEvent, auditActions } from '../../domain/audit.ts';
import { type DirectoryUser, loginOf } from '../../domain/directory-user.ts';
import { parseLogin } from '../../domain/email.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { OperatorServices } from '../../services/operator-services.ts';
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
    .option(
      '--actor <who>',
      'only what this person (e-mail address, name or id), Slack account or client did',
    )
    .option('--target <who>', 'only what was done to this one')
    .option('--since <time>', 'only from this time on, such as 2026-01-31 or 2026-01-31T12:00:00Z', parseTime)
    .option('--json', 'as JSON, with details and hashes')
    .action(({ organization: wanted, json, ...filter }: Options) =>
      runtime.runForOrganization({ organization: wanted }, async (services, organization) => {
        const { actor, target, ...others } = filter;
        const [actorId, targetId] = await Promise.all([
          findOne(services, organization.id, actor),
          findOne(services, organization.id, target),
        ]);
        for (const found of [actorId, targetId]) {
          if (found.kind === 'unclear') return runtime.fail(found.problem);
        }
        const events = await services.listAudit(organization.id, {
          ...others,
          ...('id' in actorId && { actor: actorId.id }),
          ...('id' in targetId && { target: targetId.id }),
        });
        if (json) printJson(runtime, events);
        else if (events.length === 0) runtime.print(describeNothing([actorId, targetId]));
        else {
          const ids = events.flatMap((event) => [event.actor.id, event.target ?? '']);
          const users = await services.nameUsers(organization.id, ids);
          printTable(
            runtime,
            headings,
            events.map((event) => toRow(event, users)),
          );
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'audit list --limit 20',
    'audit list --action code.redeemed --since 2026-01-01',
    'audit list --target lena@company.example',
    'audit list --outcome refused --json',
  ]);
}

const headings = ['SEQ', 'TIME', 'ACTION', 'OUTCOME', 'BY', 'TARGET', 'SOURCE', 'REASON'];

type Found =
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly id: string; readonly isPerson: boolean }
  | { readonly kind: 'unclear'; readonly problem: string };

/** An id that is no user's is taken as it is: it may be a Slack account, a client, a domain, or what someone typed. */
async function findOne(
  services: Pick<OperatorServices, 'findPeople'>,
  organizationId: OrganizationId,
  text: string | undefined,
): Promise<Found> {
  if (text === undefined) return { kind: 'any' };
  const people = await services.findPeople(organizationId, text);
  const [person] = people;
  if (people.length > 1) {
    const known = people.map((user) => `  ${user.id}  ${loginOf(user)}`).join('\n');
    return {
      kind: 'unclear',
      problem: `More than one person is called ${JSON.stringify(text)}. Name one by id or login:\n${known}`,
    };
  }
  if (person !== undefined) return { kind: 'one', id: person.id, isPerson: true };
  if (parseLogin(text) !== null || /\s/.test(text)) {
    return {
      kind: 'unclear',
      problem: `No one in the directory is ${JSON.stringify(text)}: see \`backupcode directory list\`.`,
    };
  }
  return { kind: 'one', id: text, isPerson: false };
}

function describeNothing(wanted: readonly Found[]): string {
  const strangers = wanted.flatMap((one) =>
    one.kind === 'one' && !one.isPerson ? [JSON.stringify(one.id)] : [],
  );
  const who = strangers.length === 0 ? '' : ` No one in the directory is called ${strangers.join(' or ')}.`;
  return `No event fits.${who}`;
}

function toRow(event: AuditEvent, users: ReadonlyMap<string, DirectoryUser>): string[] {
  const nameOf = (id: string): string => users.get(id)?.displayName ?? id;
  const { sequence, at, action, outcome, actor, target, source, reason } = event;
  return [
    String(sequence),
    at,
    action,
    outcome,
    users.has(actor.id) ? nameOf(actor.id) : `${actor.kind}:${actor.id}`,
    target === null ? '-' : nameOf(target),
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
