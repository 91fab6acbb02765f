import type { NameProblem } from '../../domain/directory/name.ts';
import type { ChannelVerdict } from '../../domain/notices/security-channel.ts';
import type { PolicyProblem } from '../../domain/organization/find-policy-problems.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import { say } from '../../messages/say.ts';
import type { AllowanceProblem } from '../../services/clients/find-allowance-problem.ts';
import type { OidcTermsProblem } from '../../services/clients/find-oidc-terms-problem.ts';
import type { NewOrganizationProblem } from '../../services/organization/create-organization.ts';
import { quote, toPrintable } from '../print.ts';

export function describeRefusal({ code, name, role = 'member', limit = 0, ...refusal }: Refusal): string {
  const facts = {
    act: 'issue',
    name: name === undefined ? say('refusal.this_person') : toPrintable(name),
    role,
    limit,
    domain: refusal.domain ?? '',
    domainState: refusal.domainState ?? 'unverified',
    vendor: refusal.vendor ?? '',
    vendorCode: refusal.vendorCode ?? 'none',
  };
  return `${say(`refusal.${code}.what`, facts)} ${say(`refusal.${code}.remedy`, facts)}`;
}

export function describeNameProblem({ code, max }: NameProblem): string {
  return say(`cli.problem.name.${code}`, { max });
}

export function describeAnswerProblem({ problem }: NewOrganizationProblem): string {
  return problem.code === 'no_email' ? say('cli.problem.no_email') : describeNameProblem(problem);
}

export function describeTermsProblem(problem: AllowanceProblem | OidcTermsProblem): string {
  const address = 'address' in problem ? quote(problem.address) : '';
  const { min, max } = 'min' in problem ? problem : { min: 0, max: 0 };
  return say(`cli.problem.terms.${problem.code}`, { address, min, max });
}

export function describePolicyProblem(problem: PolicyProblem): string {
  const { min = 0, max = 0 } = 'max' in problem ? { min: 0, ...problem } : {};
  const role = problem.code === 'issuer_role' ? toPrintable(problem.role) : '';
  if (problem.code === 'no_approver') {
    const { tier, needed, role } = problem;
    const people = problem.people.map(toPrintable).join(', ');
    const facts = { tier, needed, people, count: problem.people.length, role: role ?? 'any' };
    return say('cli.problem.policy.no_approver', facts);
  }
  if (problem.code === 'scope_domain') {
    const { scope, domain } = problem;
    return say('cli.problem.policy.scope_domain', { scope, domain: toPrintable(domain) });
  }
  if (problem.code === 'rule_domain')
    return say('cli.problem.policy.rule_domain', { domain: toPrintable(problem.domain) });
  if (problem.code === 'unreachable_rule')
    return say('cli.problem.policy.unreachable_rule', { place: problem.place });
  const tier = 'tier' in problem ? problem.tier : '';
  const usable = problem.code === 'too_few_methods' ? problem.usable : '';
  const brace = '{ticket}';
  return say(`cli.problem.policy.${problem.code}`, {
    field: problem.field,
    min,
    max,
    role,
    tier,
    usable,
    brace,
  });
}

export function describeChannelVerdict(verdict: Exclude<ChannelVerdict, { kind: 'fit' }>): {
  readonly problem: string;
  readonly remedy: string;
} {
  const facts = {
    channel: verdict.code === 'not_member' ? toPrintable(verdict.channelName) : '',
    workspace: verdict.code === 'elsewhere' ? verdict.slackTenantId : '',
    error: 'error' in verdict ? toPrintable(verdict.error) : '',
  };
  return {
    problem: say(`cli.problem.channel.${verdict.code}`, facts),
    remedy: say(`cli.problem.channel.${verdict.code}.remedy`, facts),
  };
}
