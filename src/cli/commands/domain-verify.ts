import type { Command } from 'commander';
import { verificationRecordOf } from '../../services/add-domain.ts';
import type { VerifyDomainResult } from '../../services/verify-domain.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

const FOUND_MAX = 5;
const FOUND_LENGTH_MAX = 120;

export function registerDomainVerify(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('verify')
    .description('look for the TXT record in the DNS; codes are issued for verified domains only')
    .argument('<name>', 'the domain, as given to `domain add`')
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.verifyDomain(organization.id, name);
        if (result.kind !== 'verified') return runtime.fail(explain(result));
        runtime.print(`Verified: ${result.domain.name} is yours. Leave the record in place.`);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain verify company.example']);
}

function explain(result: Exclude<VerifyDomainResult, { kind: 'verified' }>): string {
  if (result.kind === 'invalid_name') {
    return 'That is no domain name: write it like company.example.';
  }
  if (result.kind === 'unknown_domain') {
    return 'The organization has no such domain: add it with `backupcode domain add`.';
  }
  const record = verificationRecordOf(result.domain);
  const state = result.domain.verifiedAt === null ? 'It stays unverified.' : 'It stays verified as before.';
  switch (result.kind) {
    case 'not_found':
      return `There is no TXT record at ${record.name}. ${explainMisplaced(result) ?? `Set one with the value ${record.value}; new records can take an hour to be seen.`} ${state}`;
    case 'other_value':
      return `There are TXT records at ${record.name}, but none with the value ${record.value}.\nFound there:\n${listFound(result.found)}\n${explainMisplaced(result) ?? 'Correct the value, without quotes or spaces.'} ${state}`;
    case 'timed_out':
      return `The DNS did not answer in time for ${record.name}. Try again, or check the resolver of this machine. ${state}`;
    case 'lookup_failed':
      return `The DNS could not be asked for ${record.name} (${toPrintable(result.why)}). Check the resolver of this machine. ${state}`;
  }
}

/** @returns how to put right a record that was found at another name; `null` if it was not */
function explainMisplaced({
  domain,
  misplacedAt,
}: Extract<VerifyDomainResult, { kind: 'not_found' | 'other_value' }>): string | null {
  if (misplacedAt === null) return null;
  const { name } = verificationRecordOf(domain);
  if (misplacedAt === domain.name) {
    return `The record is at ${domain.name} itself. Set it at ${name} instead: most DNS providers want the name \`_backupcode\` there.`;
  }
  const zone = misplacedAt.slice(name.length + 1);
  const short = name.slice(0, -zone.length - 1);
  return `The record is at ${misplacedAt}: your DNS provider adds ${zone} to each name by itself. Change the name of the record to \`${short}\`.`;
}

/** What anyone may have set there: made printable, and not too much of it. */
function listFound(found: readonly string[]): string {
  const shown = found
    .slice(0, FOUND_MAX)
    .map((value) => `  ${toPrintable(value.slice(0, FOUND_LENGTH_MAX))}`);
  const more = found.length - shown.length;
  return [...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}
