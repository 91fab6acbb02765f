import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { verificationRecordOf } from '../../../services/organization/verification-record.ts';
import type { VerifyDomainResult } from '../../../services/organization/verify-domain.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';

const FOUND_MAX = 5;
const FOUND_LENGTH_MAX = 120;

export function registerDomainVerify(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('verify')
    .description(say('cli.domain.verify'))
    .argument('<name>', say('cli.domain.shown'))
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.verifyDomain(organization.id, name);
        if (result.kind !== 'verified') return runtime.fail(explain(result, quote(name)));
        runtime.print(say('cli.domain.verified', { name: result.domain.name }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain verify company.example']);
}

/** @param typed the name as the operator wrote it, printable */
function explain(result: Exclude<VerifyDomainResult, { kind: 'verified' }>, typed: string): string {
  if (result.kind === 'invalid_name') return say('cli.domain.invalidName', { name: typed });
  if (result.kind === 'unknown_domain') return say('cli.domain.notAdded', { name: typed });
  const state = say('cli.domain.stays', { isVerified: result.domain.verifiedAt === null ? 'no' : 'yes' });
  return `${explainLookup(result)} ${state}`;
}

type FailedLookup = Extract<VerifyDomainResult, { domain: unknown }>;

function explainLookup(result: Exclude<FailedLookup, { kind: 'verified' }>): string {
  const { name: record, value } = verificationRecordOf(result.domain);
  switch (result.kind) {
    case 'not_found': {
      const remedy = explainMisplaced(result) ?? say('cli.domain.createRecord', { value });
      return `${say('cli.domain.noRecord', { record })} ${remedy}`;
    }
    case 'other_value': {
      const found = listFound(result.found);
      const remedy = explainMisplaced(result) ?? say('cli.domain.correctValue');
      return `${say('cli.domain.otherValue', { record, value, found })}\n${remedy}`;
    }
    case 'verified_elsewhere':
      return say('cli.domain.verifiedElsewhere', {
        name: result.domain.name,
        isOtherGone: result.isOtherGone ? 'yes' : 'no',
      });
    case 'timed_out':
      return say('cli.domain.timedOut', { record });
    case 'lookup_failed':
      return say('cli.domain.lookupFailed', { record, error: toPrintable(result.why) });
  }
}

/** How to correct a record that was found under another name; `null` if none was. */
function explainMisplaced({
  domain,
  misplacedAt,
}: Extract<VerifyDomainResult, { kind: 'not_found' | 'other_value' }>): string | null {
  if (misplacedAt === null) return null;
  const { name } = verificationRecordOf(domain);
  if (misplacedAt === domain.name) {
    return say('cli.domain.recordAtDomain', { domain: domain.name, record: name });
  }
  const zone = misplacedAt.slice(name.length + 1);
  const short = name.slice(0, -zone.length - 1);
  return say('cli.domain.recordTwice', { found: misplacedAt, zone, short });
}

/** Anyone may have put it there: printable, and limited in length. */
function listFound(found: readonly string[]): string {
  const shown = found
    .slice(0, FOUND_MAX)
    .map((value) => `  ${toPrintable(value.slice(0, FOUND_LENGTH_MAX))}`);
  const more = found.length - shown.length;
  return [...shown, ...(more > 0 ? [`  ${say('cli.domain.andMore', { count: more })}`] : [])].join('\n');
}
