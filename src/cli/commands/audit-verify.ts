import { type Command, InvalidArgumentError } from 'commander';
import type { AuditHead } from '../../domain/audit.ts';
import type { AuditFault, VerifyAuditResult } from '../../services/verify-audit.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../print.ts';

interface Options {
  readonly organization?: string;
  readonly head?: AuditHead;
  readonly json?: true;
}

export function registerAuditVerify(audit: Command, runtime: CliRuntime): void {
  const command = audit
    .command('verify')
    .description('check that nothing in the history was changed, removed, reordered or restored')
    .addOption(organizationOption())
    .option(
      '--head <sequence:hash>',
      'a head printed earlier and kept elsewhere; must still be there',
      parseHead,
    )
    .option('--json', 'as JSON')
    .action(({ organization: wanted, head, json }: Options) =>
      runtime.runForOrganization({ organization: wanted }, async (services, organization) => {
        const result = await services.verifyAudit(organization.id, head ?? null);
        if (json) printJson(runtime, result);
        if (result.kind !== 'sound') return runtime.fail(explain(result));
        if (!json) {
          const { sequence, hash } = result.head;
          runtime.print(`OK: all ${sequence} events verified.`);
          runtime.print(`Head: ${sequence}:${hash}`);
          runtime.print(
            'Keep the head away from this database; `audit verify --head` then notices a restored backup.',
          );
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['audit verify', `audit verify --head 42:${'0123abcd'.repeat(8)}`]);
}

const faultTexts: Readonly<Record<AuditFault, string>> = {
  missing: 'is missing',
  out_of_order: 'is out of order or stands there twice',
  altered: 'was altered',
  broken_link: 'does not follow from the event before it',
  unknown_key: 'was signed with a master key that is not in MASTER_KEYS',
  unreadable: 'was damaged and cannot be read',
  cut: 'is missing, and so is everything after it',
  wrong_head: 'is not the one that the stored head names',
};

function explain(result: Exclude<VerifyAuditResult, { kind: 'sound' }>): string {
  if (result.kind === 'not_continued') {
    const { kept, head } = result;
    return `The history is sound in itself but does not hold the head ${kept.sequence}:${kept.hash}; it ends at ${head.sequence}:${head.hash}. The database was restored from a backup or replaced: codes that were used since then may work again until they expire. Stop the service, and find out what happened in between.`;
  }
  const { fault, sequence, eventId } = result;
  const which = eventId === null ? '' : ` (${eventId})`;
  const remedy =
    fault === 'unknown_key'
      ? 'Put the old key back into MASTER_KEYS, after the newest.'
      : 'The database was damaged or changed from outside. Keep a copy of it as it is, and compare it with a backup.';
  return `Fault "${fault}": event ${sequence}${which} ${faultTexts[fault]}. ${remedy}`;
}

function parseHead(text: string): AuditHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new InvalidArgumentError('It must be SEQUENCE:HASH, as `audit verify` printed it.');
  }
  return { sequence: Number(sequence), hash };
}
