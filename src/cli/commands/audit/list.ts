import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AuditAction, AuditEvent } from '../../../domain/audit/audit-event.ts';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import { parseLogin } from '../../../domain/directory/email.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { OperatorServices } from '../../../services/operator-services.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { printJson, printTable, quote } from '../../print.ts';
import { listActions, parseAction } from './actions.ts';

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
    .description(say('cli.audit.list'))
    .addOption(organizationOption())
    .option('--limit <count>', say('cli.audit.limit'), parseCount, 50)
    .option('--after <sequence>', say('cli.audit.after'), parseCount)
    .option('--action <action>', say('cli.audit.action'), parseAction)
    .addOption(new Option('--outcome <outcome>', say('cli.audit.outcome')).choices(outcomes))
    .option('--actor <who>', say('cli.audit.actor'))
    .option('--target <who>', say('cli.audit.target'))
    .option('--since <time>', say('cli.audit.since'), parseTime)
    .option('--json', say('cli.audit.listJson'))
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
  command.addHelpText('after', `\n${say('cli.audit.actions')}\n${listActions()}`);
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
    const list = people.map((user) => `  ${user.id}  ${loginOf(user)}`).join('\n');
    return {
      kind: 'unclear',
      problem: say('cli.audit.severalPeople', { text: quote(text), list }),
    };
  }
  if (person !== undefined) return { kind: 'one', id: person.id, isPerson: true };
  if (parseLogin(text) !== null || /\s/.test(text)) {
    return {
      kind: 'unclear',
      problem: say('cli.audit.noPerson', { text: quote(text) }),
    };
  }
  return { kind: 'one', id: text, isPerson: false };
}

function describeNothing(wanted: readonly Found[]): string {
  const [first, second] = wanted.flatMap((one) =>
    one.kind === 'one' && !one.isPerson ? [quote(one.id)] : [],
  );
  if (first === undefined) return say('cli.audit.noEvents');
  const texts = second === undefined ? first : say('cli.audit.or', { first, second });
  return say('cli.audit.noEventsFor', { texts });
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
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(say('cli.audit.wholeNumber'));
  return Number(text);
}

function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError(say('cli.audit.utcTime'));
  return time;
}
