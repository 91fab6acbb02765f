import { expect, it } from 'vitest';
import {
  type DomainAct,
  domainDependence,
  judgeDomain,
} from '../../../src/domain/requests/domain-dependence.ts';
import { acmeDomain, OTHER, somebody } from '../people.ts';

const lena = somebody('lena');
const dependsOn = [
  ['issue', 'target_domain_unverified'],
  ['approve', 'target_domain_unverified'],
  ['unlock', 'target_domain_unverified'],
  ['link_target', 'target_domain_unverified'],
  ['link_requester', 'requester_domain_unverified'],
] as const;
const never: readonly DomainAct[] = ['change_email', 'see', 'revoke', 'disown'];
const lost = { ...acmeDomain, verifiedAt: null, missingSince: 5, missedLooks: 4 };

it('N12: the table names every act, and no test forgets one', () => {
  expect([...dependsOn.map(([act]) => act), ...never].sort()).toEqual(Object.keys(domainDependence).sort());
});

it.each(dependsOn)(
  'N12: to %s takes a verified domain, and the refusal says which and how it stands',
  (act, code) => {
    const name = code === 'target_domain_unverified' ? { name: 'lena' } : {};
    const about = { code, ...name, domain: 'acme.test' };
    expect(judgeDomain(act, lena, acmeDomain)).toEqual([]);
    expect(judgeDomain(act, lena, { ...acmeDomain, verifiedAt: null })).toEqual([
      { ...about, domainState: 'unverified' },
    ]);
    expect(judgeDomain(act, lena, lost)).toEqual([{ ...about, domainState: 'lost' }]);
    expect(judgeDomain(act, lena, null)).toEqual([{ ...about, domainState: 'unknown' }]);
    expect(judgeDomain(act, { ...lena, email: null }, acmeDomain)).toEqual([
      { code, ...name, domainState: 'none' },
    ]);
  },
);

it.each(dependsOn)('N12: to %s, neither another organization’s domain nor another domain will do', (act) => {
  for (const domain of [
    { ...acmeDomain, organizationId: OTHER },
    { ...acmeDomain, name: 'mail.acme.test' },
  ]) {
    expect(judgeDomain(act, lena, domain)).toMatchObject([{ domainState: 'unknown' }]);
  }
});

it.each(never)('N13: to %s is possible whatever became of the domain', (act) => {
  for (const domain of [null, lost, { ...acmeDomain, verifiedAt: null }])
    expect(judgeDomain(act, lena, domain)).toEqual([]);
});
