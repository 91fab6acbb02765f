import type { AttributeAuthority } from '../../../src/domain/directory/attribute-authority.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import { parseRecord } from '../../../src/domain/directory/provision/parse-record.ts';
import type {
  ProvisionContext,
  ProvisionFacts,
} from '../../../src/domain/directory/provision/provision-facts.ts';
import type { RoleRule } from '../../../src/domain/directory/source.ts';
import type { SourcePerson, SourceRecord } from '../../../src/domain/directory/source-person.ts';
import type { SourceId, UserId } from '../../../src/domain/ids.ts';
import { ACME, somebody } from '../people.ts';

export const HR = 'src_hrhrhrhrhrhrhrhr' as SourceId;
export const DIRECTORY = 'src_directorydirecto' as SourceId;

export const noAuthority: AttributeAuthority = {
  status: null,
  role: null,
  name: null,
  email: null,
  manager: null,
};

export function recordOf(name: string, change: Partial<SourceRecord> = {}): SourceRecord {
  return {
    externalId: `hr-${name}`,
    displayName: name,
    email: `${name}@acme.test`,
    mobile: null,
    alias: null,
    status: 'confirmed',
    manager: null,
    department: null,
    employeeNumber: null,
    groups: null,
    attributes: {},
    hasTwoPrimaries: false,
    ...change,
  };
}

/** A user whom the HR system provisioned. */
export function hired(name: string, change: Partial<DirectoryUser> = {}): DirectoryUser {
  return somebody(name, { sourceId: HR, externalId: `hr-${name}`, ...change });
}

export function personOf(user: DirectoryUser, change: Partial<SourcePerson> = {}): SourcePerson {
  return {
    organizationId: ACME,
    sourceId: HR,
    externalId: `hr-${user.displayName}`,
    userId: user.id,
    record: recordOf(user.displayName),
    ruleRole: null,
    ignored: [],
    updatedAt: 0,
    ...change,
  };
}

export const itIsAdmin: RoleRule = { when: { kind: 'group', group: 'IT admins' }, role: 'admin' };
export const chiefsAreOwners: RoleRule = { when: { kind: 'group', group: 'Chiefs' }, role: 'owner' };

export function contextOf(
  change: Partial<ProvisionContext['source']> = {},
  authority: Partial<AttributeAuthority> = {},
): ProvisionContext {
  return {
    source: { id: HR, roleRules: [], allowedOwners: [], ...change },
    organizationId: ACME,
    authority: { ...noAuthority, ...authority },
    verifiedDomains: new Set(['acme.test']),
    now: 1,
    newUserId: () => 'usr_newnewnewnewnewn' as UserId,
  };
}

/** A record of somebody new to the source, unless `linked` says who it is. */
export function provisionFactsOf(record: SourceRecord, change: Partial<ProvisionFacts> = {}): ProvisionFacts {
  const linked = change.linked ?? null;
  const person = change.person ?? (linked === null ? null : personOf(linked));
  return {
    record,
    read: parseRecord(record, new Set(['acme.test'])),
    person,
    linked,
    links: person === null ? [] : [person],
    matches: [],
    knownGroups: [],
    isLastOwner: false,
    isManagerKnown: true,
    isAdminLoginAccepted: false,
    ...change,
  };
}
