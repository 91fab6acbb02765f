import { describe, expect, it } from 'vitest';
import type { NoticeContent } from '../../../../src/domain/notices/notice.ts';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import {
  HELP_LIFETIME_MS,
  HELP_PER_ORGANIZATION_PER_HOUR,
  type HelpRequest,
} from '../../../../src/domain/requests/help-request.ts';
import { endLost } from '../../../../src/services/directory/end-lost.ts';
import { createSetPolicy } from '../../../../src/services/organization/set-policy.ts';
import { createAskForHelp } from '../../../../src/services/requests/help/ask-for-help.ts';
import { createCancelHelp, createDisownHelp } from '../../../../src/services/requests/help/cancel-help.ts';
import { expireOverdueHelp } from '../../../../src/services/requests/help/expire-help.ts';
import { createListQueue } from '../../../../src/services/requests/help/read-queue.ts';
import { createDeclineHelp, createGiveBackHelp } from '../../../../src/services/requests/help/return-help.ts';
import { createTakeHelp } from '../../../../src/services/requests/help/take-help.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld } from '../../open-issuing-world.ts';
import { describePerson } from '../../open-reveal-world.ts';

const make = createStoreFixtures('help');
let count = 0;

const idOf = (name: string) => `U${name.toUpperCase()}`;
const nameOf = (id: string) => id.slice(1).toLowerCase();
const lookUpPerson = async (id: string) => describePerson(nameOf(id));

function placeOf({ organization }: IssuingWorld) {
  count += 1;
  const workspace = { teamId: 'TACME', enterpriseId: null };
  return { organization, workspace, channelId: 'C1', deliveryKey: `help-${count}` };
}

/** `who` asks for themselves, or for `target`. */
function ask(world: IssuingWorld, who: string, target: string | null = null, reason = 'lost phone') {
  return createAskForHelp(world.deps)({
    ...placeOf(world),
    requesterSlackId: idOf(who),
    requester: describePerson(who),
    targetSlackId: target === null ? null : idOf(target),
    lookUpPerson,
    reason,
  });
}

async function asked(world: IssuingWorld, who: string, target: string | null = null): Promise<HelpRequest> {
  const result = await ask(world, who, target);
  if (result.kind !== 'asked') throw new Error(`It was not asked: ${JSON.stringify(result)}`);
  return result.help;
}

function clickOf(world: IssuingWorld, who: string, { id: helpRequestId }: HelpRequest) {
  return { ...placeOf(world), slackUserId: idOf(who), clicker: describePerson(who), helpRequestId };
}

const take = (world: IssuingWorld, who: string, help: HelpRequest) =>
  createTakeHelp(world.deps)({ ...clickOf(world, who, help), lookUpPerson });
const find = (world: IssuingWorld, { id }: HelpRequest) =>
  world.store.read.helpRequests.find(world.organization.id, id);
const told = (notices: readonly { readonly content: NoticeContent }[], kind: NoticeContent['kind']) =>
  notices.filter(({ content }) => content.kind === kind).map(({ content }) => content);
const codesOf = (result: object) =>
  'refusals' in result ? (result.refusals as { code: string }[]).map(({ code }) => code) : [];

describe('asking for help', () => {
  it('N14: is audited, masked, told to the person and to those who may help, once', async () => {
    const world = await openIssuingWorld({});
    const result = await ask(world, 'lena', null, 'lost phone, my code is ABCD-EFGH-JKMN-PQRS');
    expect(result).toMatchObject({ kind: 'asked', position: 1, state: 'waiting' });
    expect(JSON.stringify(result)).not.toContain('JKMN');
    expect(JSON.stringify(await world.newEvents())).not.toContain('JKMN');
    const notices = await world.newNotices();
    expect(told(notices, 'target_help_asked')).toHaveLength(1);
    const [olivia, adam, amina] = [
      await world.findUser('olivia'),
      await world.findUser('adam'),
      await world.findUser('amina'),
    ];
    const helpers = told(notices, 'helper_help_waiting').map((each) => 'helperId' in each && each.helperId);
    expect(helpers.toSorted()).toEqual([olivia.id, adam.id, amina.id].toSorted());
    await asked(world, 'mia');
    expect(told(await world.newNotices(), 'helper_help_waiting')).toEqual([]);
  });

  it('an owner’s entry is announced to owners alone, and leaves admins to be told of the next one', async () => {
    const world = await openIssuingWorld({});
    await world.change('amina', { role: 'owner' });
    await asked(world, 'olivia');
    const amina = await world.findUser('amina');
    const first = told(await world.newNotices(), 'helper_help_waiting');
    expect(first).toMatchObject([{ helperId: amina.id }]);
    await asked(world, 'lena');
    const next = told(await world.newNotices(), 'helper_help_waiting').map(
      (each) => 'helperId' in each && each.helperId,
    );
    const [olivia, adam] = [await world.findUser('olivia'), await world.findUser('adam')];
    expect(next.toSorted()).toEqual([adam.id, olivia.id].toSorted());
  });

  it('N20: a hundred an hour in the organization, and then no more', async () => {
    const world = await openIssuingWorld({});
    const lena = await world.findUser('lena');
    await world.store.transact(lena.organizationId, async (tx) => {
      for (let nth = 0; nth < HELP_PER_ORGANIZATION_PER_HOUR; nth += 1)
        await tx.helpRequests.insert(
          make.help(lena, lena, { state: 'cancelled', createdAt: world.now, expiresAt: world.now + 1 }),
        );
    });
    expect(codesOf(await ask(world, 'mia'))).toEqual(['help_full']);
    world.now += 3_600_001;
    expect((await ask(world, 'mia')).kind).toBe('asked');
  });

  it('a reason is required where the policy requires one, as the prompt will need it', async () => {
    const world = await openIssuingWorld({ reasonRequired: true });
    expect(codesOf(await ask(world, 'lena', null, ''))).toEqual(['reason_required']);
    expect((await ask(world, 'lena')).kind).toBe('asked');
  });

  it('one that is past its time keeps no one from asking again, before the sweep has run', async () => {
    const world = await openIssuingWorld({});
    const help = await asked(world, 'lena');
    world.now += HELP_LIFETIME_MS;
    expect((await ask(world, 'lena')).kind).toBe('asked');
    expect(await find(world, help)).toMatchObject({ state: 'expired' });
    expect(await expireOverdueHelp(world.deps)).toBe(0);
  });

  it('N11: only the manager asks for another, and the word counts as no verification', async () => {
    const { privileged } = defaultPolicy.tiers;
    const world = await openIssuingWorld({ tiers: { ...defaultPolicy.tiers, standard: privileged } });
    expect(codesOf(await ask(world, 'mia', 'lena'))).toEqual(['not_their_manager']);
    await world.change('lena', { manager: 'mia@acme.test' });
    const help = await asked(world, 'mia', 'lena');
    const taken = await take(world, 'adam', help);
    if (taken.kind !== 'opened') throw new Error(taken.kind);
    expect(taken.request).toMatchObject({ verifications: [], approvals: [], lane: 'issuer' });
    expect(taken.request.terms).toMatchObject({ verificationsRequired: 1, approvalsRequired: 1 });
    expect(taken.request.reason).toBe('lost phone');
  });
});

describe('taking, giving back, declining', () => {
  it('the help desk takes only those whom the owner entrusted to it', async () => {
    const world = await openIssuingWorld({});
    const help = await asked(world, 'lena');
    expect(codesOf(await take(world, 'hugo', help))).toEqual(['requester_role']);
    const result = await createListQueue(world.deps)({
      ...placeOf(world),
      requesterSlackId: idOf('mia'),
      requester: describePerson('mia'),
    });
    expect(codesOf(result)).toEqual(['requester_role']);
  });

  it('N11: the help desk takes those in its scope, is told of them alone, and gives one back who left the scope', async () => {
    const allow = { groups: [], domains: ['acme.test'] };
    const world = await openIssuingWorld({ helpDesk: { ...defaultPolicy.helpDesk, allow } });
    const hugo = await world.findUser('hugo');
    const ofAdmin = await asked(world, 'amina');
    const toHugo = async () =>
      told(await world.newNotices(), 'helper_help_waiting').filter(
        (each) => 'helperId' in each && each.helperId === hugo.id,
      );
    expect(await toHugo()).toEqual([]);
    expect(codesOf(await take(world, 'hugo', ofAdmin))).toEqual(['role_not_allowed']);
    const help = await asked(world, 'lena');
    expect(await toHugo()).toHaveLength(1);
    expect(await take(world, 'hugo', help)).toMatchObject({ kind: 'opened', request: { lane: 'help_desk' } });
    expect(await find(world, help)).toMatchObject({ state: 'taken', takenBy: hugo.id });
    await createSetPolicy(world.deps)(world.organization.id, { helpDesk: defaultPolicy.helpDesk });
    expect(await find(world, help)).toMatchObject({ state: 'waiting', takenBy: null });
    expect(codesOf(await take(world, 'hugo', help))).toEqual(['requester_role']);
  });

  it('no one takes their own, and an admin no owner’s', async () => {
    const world = await openIssuingWorld({});
    expect(codesOf(await take(world, 'adam', await asked(world, 'adam')))).toEqual(['self']);
    expect(codesOf(await take(world, 'adam', await asked(world, 'olivia')))).toEqual(['role_not_allowed']);
  });

  it('who took it gets another prompt, and no one else does; given back it waits at its old place', async () => {
    const world = await openIssuingWorld({});
    const help = await asked(world, 'lena');
    await asked(world, 'mia');
    expect((await take(world, 'adam', help)).kind).toBe('opened');
    expect((await take(world, 'adam', help)).kind).toBe('opened');
    expect(await take(world, 'amina', help)).toMatchObject({ kind: 'late', state: 'taken' });
    expect((await createDeclineHelp(world.deps)(clickOf(world, 'amina', help), 'no')).kind).toBe('late');
    await world.newNotices();
    const back = await createGiveBackHelp(world.deps)(clickOf(world, 'adam', help));
    expect(back).toMatchObject({ kind: 'given_back', position: 1, state: 'waiting' });
    expect(told(await world.newNotices(), 'help_news')).toMatchObject([{ news: 'given_back' }]);
    expect((await take(world, 'amina', help)).kind).toBe('opened');
  });

  it('a decline needs a reason, which is masked, audited and told', async () => {
    const world = await openIssuingWorld({});
    const help = await asked(world, 'lena');
    const decline = (reason: string) => createDeclineHelp(world.deps)(clickOf(world, 'adam', help), reason);
    expect(codesOf(await decline(''))).toEqual(['reason_required']);
    await world.newEvents();
    await world.newNotices();
    expect((await decline('not ABCD-EFGH-JKMN-PQRS')).kind).toBe('declined');
    expect(JSON.stringify([await world.newEvents(), await find(world, help)])).not.toContain('JKMN');
    expect(told(await world.newNotices(), 'help_news')).toMatchObject([{ news: 'declined' }]);
    expect((await decline('again')).kind).toBe('late');
  });
});

describe('what ends it', () => {
  const lossOf = (reason: 'not_confirmed' | 'role_changed') => ({ asTarget: reason, asIssuer: reason });

  it.each([
    ['the person is suspended', 'lena', 'not_confirmed', { state: 'cancelled', cancelReason: 'not_allowed' }],
    ['the manager who asked is suspended', 'mia', 'not_confirmed', { state: 'cancelled' }],
    ['the person gets another role', 'lena', 'role_changed', { state: 'taken' }],
    ['the one who took it may issue no longer', 'adam', 'role_changed', { state: 'waiting', takenBy: null }],
  ] as const)('N18: %s', async (_what, name, reason, expected) => {
    const world = await openIssuingWorld({});
    await world.change('lena', { manager: 'mia@acme.test' });
    const help = await asked(world, 'mia', 'lena');
    await take(world, 'adam', help);
    const { id, organizationId } = await world.findUser(name);
    await world.store.transact(organizationId, (tx) =>
      endLost(world.deps, tx, organizationId, async (each) => (each === id ? lossOf(reason) : null)),
    );
    expect(await find(world, help)).toMatchObject(expected);
  });

  it('the person or the manager cancels it, no one else; who took it is told', async () => {
    const world = await openIssuingWorld({});
    await world.change('lena', { manager: 'mia@acme.test' });
    const help = await asked(world, 'mia', 'lena');
    await take(world, 'adam', help);
    const cancel = (who: string) => createCancelHelp(world.deps)(clickOf(world, who, help));
    expect(codesOf(await cancel('adam'))).toEqual(['help_not_yours']);
    await world.newNotices();
    expect((await cancel('mia')).kind).toBe('cancelled');
    const notices = await world.newNotices();
    expect(told(notices, 'helper_help_ended')).toHaveLength(1);
    const lena = await world.findUser('lena');
    expect(told(notices, 'help_news')).toMatchObject([{ news: 'cancelled', userId: lena.id }]);
    expect((await cancel('lena')).kind).toBe('late');
  });

  it('N19: “This wasn’t me” ends it and the requests for a code, and alarms, also when it has ended', async () => {
    const world = await openIssuingWorld({ securityChannelId: CHANNEL });
    const help = await asked(world, 'lena');
    const taken = await take(world, 'adam', help);
    if (taken.kind !== 'opened') throw new Error(taken.kind);
    const disown = (who: string) =>
      createDisownHelp(world.deps)({
        ...clickOf(world, who, help),
        lookUpClicker: async () => describePerson(who),
      });
    expect(codesOf(await disown('mia'))).toEqual(['help_not_yours']);
    await world.newNotices();
    expect(await disown('lena')).toMatchObject({ kind: 'disowned', requestsCancelled: 1 });
    expect(told(await world.newNotices(), 'security_help_disowned')).toMatchObject([{ ownerId: null }]);
    expect(await world.findRequest(taken.request)).toMatchObject({ cancelReason: 'disowned' });
    expect(await disown('lena')).toMatchObject({ kind: 'disowned_before' });

    const second = await asked(world, 'lena');
    await createCancelHelp(world.deps)(clickOf(world, 'lena', second));
    await world.newNotices();
    const late = createDisownHelp(world.deps)({
      ...clickOf(world, 'lena', second),
      lookUpClicker: async () => null,
    });
    expect(await late).toMatchObject({ kind: 'disowned', state: 'cancelled' });
    expect(told(await world.newNotices(), 'security_help_disowned')).toHaveLength(1);
  });
});
