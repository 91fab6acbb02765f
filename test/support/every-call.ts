import { toSearchWords } from '../../src/domain/directory/search-words.ts';
import type { ClientId, OrganizationId } from '../../src/domain/ids.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import type { Readers, Store, Transaction } from '../../src/ports/store.ts';
import { listCountedBy, listCountedFor } from './list-counted.ts';
import { type SeededOrganization, type StoreFixtures, T0 } from './store-fixtures.ts';

/*
 * Calls of every method of every repository. The contract proves with them that no organization finds another's data, and the tests of
 * query plans that each statement has its index. All three fail while a method is missing here.
 */

export type OneOfEach = Awaited<ReturnType<typeof writeOneOfEach>>;

/** One row in every table that an organization owns. */
export async function writeOneOfEach(tx: Transaction, seeded: SeededOrganization, make: StoreFixtures) {
  const { id, owner, member } = seeded;
  const request = make.request(owner, member);
  const source = make.source(id, { clientId: make.id('client'), everyMinutes: 60 });
  const provisioned = { ...make.user(id), sourceId: source.id };
  const records = {
    source,
    provisioned,
    person: make.sourcePerson(source, { userId: provisioned.id }),
    conflict: make.conflict(source),
    group: make.group(source, { externalId: 'g-1' }),
    resource: make.scimResource(source, { externalId: 'r-1' }),
    domain: make.domain(id),
    identity: make.identity(member),
    request,
    code: make.code(member),
    vendorCode: make.vendorCode(owner),
    client: make.client(id),
    lockout: newLockout(id, member.id, T0),
    help: make.help(member, owner),
    delegation: make.delegation(member, provisioned),
    freeze: make.freeze(id, { subject: member.id }),
    deviceProvider: make.deviceProvider(id),
    provider: make.provider(id),
    deviceCheck: make.deviceCheck(request),
    review: make.review(owner, member),
    challenge: make.challenge(id),
    outcome: make.outcome(id),
  };
  await tx.directory.insert(provisioned);
  await tx.sources.insert(source);
  await tx.sourcePeople.putMany([records.person]);
  await tx.conflicts.insertMany([records.conflict]);
  await tx.groups.insert(records.group);
  await tx.groups.addMembers(id, records.group.id, [provisioned.id]);
  await tx.scimResources.insert(records.resource);
  await tx.domains.insert(records.domain);
  await tx.identities.insert(records.identity);
  await tx.requests.insert(records.request);
  await tx.codes.insert(records.code);
  await tx.codes.insert(records.vendorCode);
  await tx.clients.insert(records.client);
  await tx.lockouts.put(records.lockout);
  await tx.helpRequests.insert(records.help);
  await tx.delegations.put(records.delegation);
  await tx.freezes.put(records.freeze);
  await tx.deviceProviders.put(records.deviceProvider);
  await tx.providers.insert(records.provider);
  await tx.deviceChecks.put(records.deviceCheck);
  await tx.reviews.insert(records.review);
  await tx.challenges.put(records.challenge);
  await tx.redeemOutcomes.insert(records.outcome);
  await tx.audit.append(make.draft(id, { action: 'redeem.refused', target: member.id }));
  return { ...seeded, ...records };
}

type Lookup = (read: Readers, id: OrganizationId) => Promise<unknown>;

/** Every lookup that takes an organization's id, asked for what `of` owns. */
export function lookupsWithin(of: OneOfEach): Readonly<Record<string, Lookup>> {
  const {
    member,
    owner,
    domain,
    identity,
    request,
    help,
    code,
    vendorCode,
    review,
    challenge,
    outcome,
    provisioned,
    source,
    person,
    conflict,
    group,
    resource,
    provider,
    deviceCheck,
  } = of;
  const clientId = source.clientId as ClientId;
  const scimKey = (organizationId: OrganizationId) =>
    ({ organizationId, sourceId: source.id, type: 'User' }) as const;
  const [email = ''] = resource.emails;
  return {
    findUser: (read, id) => read.directory.findUser(id, member.id),
    findUserByLogin: (read, id) => read.directory.findUserByLogin(id, member.email ?? ''),
    listUsersByLoginPrefix: (read, id) =>
      read.directory.listUsersByLoginPrefix(id, (member.email ?? '').slice(0, 9), 9),
    listUsersByWords: async (read, id) =>
      (await read.directory.listUsersByWords(id, toSearchWords(member.displayName), 9)).users,
    listUsersByLogins: (read, id) => read.directory.listUsersByLogins(id, [member.email ?? '']),
    listUsersByIds: (read, id) => read.directory.listUsersByIds(id, [member.id]),
    listConfirmedByRole: (read, id) => read.directory.listConfirmedByRole(id, ['owner', 'member'], 9),
    listUsers: async (read, id) => (await read.directory.listUsers(id, { after: null, limit: 9 })).users,
    countUsers: (read, id) => read.directory.countUsers(id),
    countLiveOfSource: (read, id) => read.directory.countLiveOfSource(id, provisioned.sourceId),
    source: (read, id) => read.sources.find(id, source.id),
    sources: (read, id) => read.sources.list(id),
    sourceByClient: (read, id) => read.sources.findByClient(id, clientId),
    sourcePerson: (read, id) => read.sourcePeople.find(id, source.id, person.externalId),
    sourcePeople: (read, id) => read.sourcePeople.listByExternalIds(id, source.id, [person.externalId]),
    pageOfPeople: (read, id) => read.sourcePeople.listPage(id, source.id, { after: null, limit: 9 }),
    sourcePeopleByUser: (read, id) => read.sourcePeople.listByUser(id, provisioned.id),
    sourcePeopleByUsers: (read, id) => read.sourcePeople.listByUsers(id, [provisioned.id]),
    countSourcePeople: (read, id) => read.sourcePeople.count(id, source.id),
    conflict: (read, id) => read.conflicts.find(id, conflict.id),
    conflicts: (read, id) => read.conflicts.list(id, { sourceId: null, after: null, limit: 9 }),
    conflictsAfter: (read, id) =>
      read.conflicts.list(id, { sourceId: null, after: { since: T0 - 1, id: conflict.id }, limit: 9 }),
    conflictsOf: (read, id) => read.conflicts.list(id, { sourceId: source.id, after: null, limit: 9 }),
    conflictsOfPerson: (read, id) => read.conflicts.listByExternalIds(id, source.id, [conflict.externalId]),
    countConflicts: (read, id) => read.conflicts.count(id, null),
    group: (read, id) => read.groups.find(id, group.id),
    groupByName: (read, id) => read.groups.findByName(id, source.id, group.name),
    groupByExternalId: (read, id) => read.groups.findByExternalId(id, source.id, group.externalId ?? ''),
    groups: (read, id) => read.groups.list(id, { sourceId: null, after: null, limit: 9 }),
    groupsOf: (read, id) => read.groups.list(id, { sourceId: source.id, after: null, limit: 9 }),
    countGroups: (read, id) => read.groups.count(id, null),
    countGroupsOf: (read, id) => read.groups.count(id, source.id),
    members: (read, id) => read.groups.listMembers(id, group.id, { after: null, limit: 9 }),
    groupsOfUser: (read, id) => read.groups.listOfUser(id, provisioned.id),
    memberships: (read, id) => read.groups.listMemberships(id, source.id, [provisioned.id]),
    resource: (read, id) => read.scimResources.find(scimKey(id), resource.id),
    resourcesByName: (read, id) =>
      read.scimResources.listBy(scimKey(id), { field: 'name', value: resource.name }, 9),
    resourcesByExternalId: (read, id) =>
      read.scimResources.listBy(scimKey(id), { field: 'externalId', value: resource.externalId ?? '' }, 9),
    resourcesByEmail: (read, id) =>
      read.scimResources.listBy(scimKey(id), { field: 'email', value: email }, 9),
    resources: (read, id) => read.scimResources.list(scimKey(id), { after: null, skip: 0, limit: 9 }),
    countResources: (read, id) => read.scimResources.count(scimKey(id)),
    countConflictsOf: (read, id) => read.conflicts.count(id, source.id),
    domain: (read, id) => read.domains.find(id, domain.name),
    domains: (read, id) => read.domains.list(id),
    identity: (read, id) => read.identities.find(id, identity.slackTenantId, identity.slackUserId),
    identityByUser: (read, id) => read.identities.findByUser(id, identity.slackTenantId, member.id),
    identitiesByUser: (read, id) => read.identities.listByUser(id, member.id),
    request: (read, id) => read.requests.find(id, request.id),
    countedBy: (read, id) => listCountedBy(read.requests, id, owner.id),
    countedFor: (read, id) => listCountedFor(read.requests, id, member.id),
    openByTarget: (read, id) => read.requests.listOpenByTarget(id, member.id),
    openRequests: (read, id) => read.requests.listOpen(id),
    liveCodes: (read, id) => read.codes.listLive(id),
    code: (read, id) => read.codes.find(id, code.id),
    liveCode: (read, id) => read.codes.findLive(id, member.id),
    vendorDue: async (read, id) =>
      (await read.codes.hasVendorDue(id, vendorCode.vendor.providerId)) ? [vendorCode] : [],
    latestCodes: (read, id) => read.codes.listLatest(id, member.id, 9),
    madeFor: (read, id) => read.requests.listMadeFor(id, member.id, 0),
    help: (read, id) => read.helpRequests.find(id, help.id),
    openHelp: (read, id) => read.helpRequests.findOpenByTarget(id, member.id),
    queue: (read, id) => read.helpRequests.listOpen(id),
    waitingBefore: (read, id) =>
      read.helpRequests.countWaitingBefore(id, { createdAt: T0 + 1, id: help.id }, T0),
    helpMade: (read, id) => read.helpRequests.countMade(id, null, T0),
    helpMadeBy: (read, id) => read.helpRequests.countMade(id, owner.id, T0),
    delegation: (read, id) => read.delegations.find(id, member.id),
    lastingDelegations: (read, id) => read.delegations.listLasting(id),
    freeze: (read, id) => read.freezes.find(id, member.id),
    deviceProvider: (read, id) => read.deviceProviders.find(id),
    provider: (read, id) => read.providers.find(id, provider.id),
    providers: (read, id) => read.providers.list(id),
    deviceCheck: (read, id) => read.deviceChecks.find(id, deviceCheck.id),
    deviceChecksOf: (read, id) => read.deviceChecks.listOf(id, member.id, T0),
    review: (read, id) => read.reviews.find(id, review.id),
    openReviews: (read, id) => read.reviews.listOpen(id),
    lastingFreezes: (read, id) => read.freezes.listLasting(id),
    nthNewestRequest: (read, id) => read.requests.findNthNewestAt(id, 1, T0),
    lockout: (read, id) => read.lockouts.find(id, member.id),
    lockouts: (read, id) => read.lockouts.list(id, [member.id]),
    clients: (read, id) => read.clients.list(id),
    challenge: (read, id) => read.challenges.find(id, challenge.id),
    outcome: (read, id) => read.redeemOutcomes.find(id, outcome.clientId, outcome.keyHash, T0),
    events: (read, id) => read.audit.list(id, { after: 0, limit: 9 }),
    eventsOfAction: (read, id) => read.audit.list(id, { after: 0, limit: 9, action: 'redeem.refused' }),
    latestEvents: (read, id) => read.audit.listLatest(id, 9),
    latestEventsOf: (read, id) =>
      read.audit.listLatestOf(id, { action: 'redeem.refused', target: member.id }, 9),
    eventsAbout: (read, id) => read.audit.listAbout(id, member.id, { before: null, limit: 9 }),
    auditHead: async (read, id) => (await read.audit.head(id)).sequence,
  };
}

/**
 * Every lookup that takes no organization: it finds the organization itself, serves the sweeper of all organizations, or needs a digest
 * that only the holder of a sign-in or a hint can compute. Anything else belongs above.
 */
export async function lookUpAcross(read: Readers, { id, client, organization }: OneOfEach): Promise<void> {
  await read.organizations.findById(id);
  await read.organizations.findBySlackTenant(organization.slackTenantIds[0] ?? '');
  await read.organizations.list();
  await read.clients.find(client.id);
  await read.sources.listScheduled(null, 9);
  await read.domains.findVerified('nowhere.example');
  await read.domains.listDue(T0, 9);
  await read.requests.listOverdue(T0, 9);
  await read.deviceChecks.listDue(T0, 9);
  await read.reviews.listOverdue(T0, 9);
  await read.helpRequests.listOverdue(T0, 9);
  await read.delegations.listOverdue(T0, 9);
  await read.codes.listOverdue(T0, 9);
  await read.codes.listUndelivered(T0, 9);
  await read.codes.listVendorDue(T0, 9);
  await read.notices.count();
  await read.notices.listOverdue(T0, 9);
  await read.signInAnswers.find('s', T0);
  await read.usedHints.has('digest', T0);
}

/** Every method of a transaction that neither the lookups nor `writeOneOfEach` call. Removes most of what that wrote. */
export async function writeTheRest(tx: Transaction, of: OneOfEach, make: StoreFixtures): Promise<void> {
  const {
    id,
    member,
    organization,
    domain,
    request,
    help,
    code,
    vendorCode,
    client,
    source,
    person,
    conflict,
    group,
    resource,
    identity,
    provider,
    deviceCheck,
    review,
    owner,
  } = of;
  await tx.organizations.insert(make.organization());
  await tx.organizations.addSlackTenant(id, 'T9');
  await tx.organizations.setPolicy(id, organization.policy);
  await tx.organizations.rename(id, 'Renamed');
  await tx.directory.insert(make.user(id));
  await tx.directory.insertMany([make.user(id)]);
  await tx.directory.update(member);
  await tx.sources.update(source);
  await tx.sourcePeople.remove(id, source.id, person.externalId);
  await tx.conflicts.remove(id, conflict.id);
  await tx.groups.update(group);
  await tx.groups.removeMembers(id, group.id, [member.id]);
  await tx.groups.remove(id, make.id('group'));
  await tx.scimResources.update(resource);
  await tx.scimResources.list(resource, { after: null, skip: 1, limit: 9 });
  await tx.scimResources.remove(resource, resource.id);
  await tx.sources.removeSome(id, source.id, 9);
  await tx.sources.remove(id, source.id);
  await tx.domains.setVerified(id, domain.name, T0);
  await tx.domains.setCheck(id, domain.name, domain);
  await tx.domains.remove(id, 'nowhere.example');
  await tx.identities.setReadingHabits(identity, { locale: 'de-DE', timeZone: null });
  await tx.identities.removeByUser(id, member.id);
  await tx.requests.transition(id, request.id, ['pending'], 'cancelled', {});
  await tx.providers.update(provider);
  await tx.providers.remove(id, provider.id);
  await tx.deviceProviders.remove(id);
  await tx.deviceChecks.removeEnded(id, T0);
  await tx.deviceChecks.remove(id, deviceCheck.id);
  await tx.reviews.postpone(id, review.id, review.escalatesAt, T0 + 1);
  const closedBy = { kind: 'user', id: owner.id } as const;
  await tx.reviews.close(id, review.id, { verdict: 'justified', note: 'asked', closedBy, closedAt: T0 });
  await tx.helpRequests.transition(id, help.id, ['waiting'], 'cancelled', {});
  await tx.codes.transition(id, code.id, ['active'], 'redeemed', {});
  await tx.codes.putVendor(id, vendorCode.id, vendorCode.vendor.dueAt, vendorCode.vendor);
  await tx.clients.setLastUsed(id, client.id, T0);
  await tx.clients.setSecrets(id, client.id, { ...client, previousSecret: null });
  await tx.clients.setAllowance(id, client.id, client);
  await tx.clients.remove(id, client.id);
  await tx.notices.enqueue(make.notice(id));
  await tx.notices.hasten(id, code.id, T0);
  await tx.deliveries.remember('key', T0 + 1, T0);
  const place = { grantId: 'g', uid: 'u', userCode: 'c', expiresAt: T0 + 1 };
  await tx.oidcRecords.upsert({ kind: 'Kind', id: 'id', payload: {}, ...place }, T0);
  await tx.oidcRecords.find('Kind', 'id', T0);
  await tx.oidcRecords.findByUid('Kind', 'u', T0);
  await tx.oidcRecords.findByUserCode('Kind', 'c', T0);
  await tx.oidcRecords.consume('Kind', 'id', T0);
  await tx.oidcRecords.revokeByGrantId('Kind', 'g');
  await tx.oidcRecords.destroy('Kind', 'id');
  const answer = {
    signInId: 's',
    organizationId: id,
    clientId: client.id,
    userId: member.id,
    codeId: code.id,
  };
  await tx.signInAnswers.put(
    { ...answer, answeredAt: T0, expiresAt: T0 + 1, finishedAt: null, proof: {} },
    T0,
  );
  await tx.signInAnswers.listByCode(id, code.id, T0);
  await tx.signInAnswers.finish('s', T0);
  await tx.usedHints.add('digest', T0 + 1, T0);
}

/** Calls every method, inside a transaction and outside. @returns those that it doesn't know, as `repository.method` */
export async function callEveryMethod(
  store: Store,
  seeded: SeededOrganization,
  make: StoreFixtures,
): Promise<string[]> {
  const { id } = seeded;
  const readers = watchCalls(store.read);
  const written = await store.transact(id, async (tx) => {
    const watched = watchCalls(tx);
    const of = await writeOneOfEach(watched.repositories, seeded, make);
    await lookUpEverything(watched.repositories, of);
    return { of, missing: watched.missing() };
  });
  await lookUpEverything(readers.repositories, written.of);
  const missing = await store.transact(id, async (tx) => {
    const watched = watchCalls(tx);
    await writeTheRest(watched.repositories, written.of, make);
    return watched.missing();
  });
  return [...readers.missing(), ...missing.filter((name) => written.missing.includes(name))];
}

async function lookUpEverything(read: Readers, of: OneOfEach): Promise<void> {
  for (const look of Object.values(lookupsWithin(of))) await look(read, of.id);
  await lookUpAcross(read, of);
}

/** The same repositories, and the names of their methods that were not called yet. */
export function watchCalls<Repositories extends object>(
  given: Repositories,
): { repositories: Repositories; missing: () => string[] } {
  const missing = new Set<string>();
  const watch = (name: string, repository: object) =>
    Object.fromEntries(
      Object.entries(repository).map(([method, original]) => {
        missing.add(`${name}.${method}`);
        const call = (...args: unknown[]) => {
          missing.delete(`${name}.${method}`);
          return original(...args);
        };
        return [method, call];
      }),
    );
  const watched = Object.entries(given).map(([name, repository]) => [name, watch(name, repository)]);
  return { repositories: Object.fromEntries(watched) as Repositories, missing: () => [...missing] };
}
