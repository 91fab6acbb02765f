import { type Command, InvalidArgumentError } from 'commander';
import type { AuditHead } from '../../../domain/audit/audit-event.ts';
import { say } from '../../../messages/say.ts';
import type { VerifyAuditResult } from '../../../services/audit/verify-audit.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly head?: AuditHead;
  readonly json?: true;
}

export function registerAuditVerify(audit: Command, runtime: CliRuntime): void {
  const command = audit
    .command('verify')
    .description(say('cli.audit.verify'))
    .addOption(organizationOption())
    .option('--head <sequence:hash>', say('cli.audit.head'), parseHead)
    .option('--json', say('cli.program.json'))
    .action(({ organization: wanted, head, json }: Options) =>
      runtime.runForOrganization({ organization: wanted }, async (services, organization) => {
        const result = await services.verifyAudit(organization.id, head ?? null);
        if (json) printJson(runtime, result);
        if (result.kind !== 'sound') return runtime.fail(explain(result));
        if (!json) {
          const { sequence } = result.head;
          runtime.print(say('cli.audit.sound', { count: sequence }));
          runtime.print(`Head: ${writeHead(result.head)}`);
          runtime.print(say('cli.audit.keepHead'));
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['audit verify', `audit verify --head 42:${'0123abcd'.repeat(8)}`]);
}

function explain(result: Exclude<VerifyAuditResult, { kind: 'sound' }>): string {
  if (result.kind === 'not_continued') {
    const { kept, head } = result;
    return say('cli.audit.notContinued', { kept: writeHead(kept), head: writeHead(head) });
  }
  const { fault, sequence, eventId } = result;
  const event = eventId === null ? String(sequence) : `${sequence} (${eventId})`;
  const remedy = say(fault === 'unknown_key' ? 'cli.audit.restoreKey' : 'cli.audit.keepCopy');
  return say('cli.audit.fault', { fault, what: say(`cli.audit.fault.${fault}`, { event }), remedy });
}

function writeHead({ sequence, hash }: AuditHead): string {
  return `${sequence}:${hash}`;
}

function parseHead(text: string): AuditHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new InvalidArgumentError(say('cli.audit.badHead'));
  }
  return { sequence: Number(sequence), hash };
}
