import { describe, expect, it } from 'vitest';
import { type FreezableAct, refusedWhileFrozen } from '../../../../src/domain/requests/freeze.ts';
import { createListLive } from '../../../../src/services/codes/list-live.ts';
import { createRevokeCode } from '../../../../src/services/codes/revoke-code.ts';
import { createFreezeByPerson } from '../../../../src/services/organization/freeze/freeze-by-person.ts';
import {
  createChangePolicyByOwner,
  createReadPolicyForOwner,
} from '../../../../src/services/organization/policy-by-owner.ts';
import { createUnlockByAdmin } from '../../../../src/services/redeeming/unlock-by-admin.ts';
import { createAnswerAsManager } from '../../../../src/services/requests/answer-as-manager.ts';
import { createDeclineHelp } from '../../../../src/services/requests/help/return-help.ts';
import { createResolveByOwner } from '../../../../src/services/sources/conflict-by-owner.ts';
import { createDecideByOwner } from '../../../../src/services/sources/decide-by-owner.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld } from '../../open-issuing-world.ts';
import { describePerson } from '../../open-reveal-world.ts';

const make = createStoreFixtures('frozen');
let count = 0;

/** A click or command of that person. */
function clickOf({ organization }: IssuingWorld, name: string) {
  count += 1;
  const who = { slackUserId: `U${name.toUpperCase()}`, clicker: describePerson(name) };
  return {
    organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    ...who,
    person: who.clicker,
    requesterSlackId: who.slackUserId,
    requester: who.clicker,
    deliveryKey: `frozen-${count}`,
  };
}

/** Olivia and Amina are owners. Amina does each of these, after what has to come before it. */
const prepare: Record<FreezableAct, (world: IssuingWorld) => Promise<() => Promise<{ kind: string }>>> = {
  issue: async (world) => () => world.tryToAsk('amina', 'lena'),
  approve: async (world) => {
    const request = await world.askForApproval('olivia', 'adam');
    return () => world.decide('amina', request, 'approved');
  },
  vouch: (world) => askManager(world, 'yes'),
  refuse_caller: (world) => askManager(world, 'no'),
  unlock: async (world) => {
    const lena = await world.findUser('lena');
    await world.lockOut(lena);
    const whom = { by: 'button', userId: lena.id } as const;
    return () => createUnlockByAdmin(world.deps)({ ...clickOf(world, 'amina'), whom });
  },
  decline_help: async (world) => {
    const lena = await world.findUser('lena');
    const help = make.help(lena, lena, { createdAt: world.now, expiresAt: world.now + 3_600_000 });
    await world.store.transact(lena.organizationId, (tx) => tx.helpRequests.insert(help));
    const click = { ...clickOf(world, 'amina'), helpRequestId: help.id };
    return () => createDeclineHelp(world.deps)(click, 'come to the desk');
  },
  change_policy: async (world) => {
    const owned = await createReadPolicyForOwner(world.deps)(clickOf(world, 'amina'));
    const submission = { version: owned?.version ?? '', changes: () => ({ codeLifetimeMinutes: 30 }) };
    return () => createChangePolicyByOwner(world.deps)({ ...clickOf(world, 'amina'), ...submission });
  },
  // There is nothing to decide: an owner who may is told that, and no refusal.
  resolve_conflict: async (world) => () =>
    createResolveByOwner(world.deps)({
      ...clickOf(world, 'amina'),
      conflictId: null,
      resolution: 'ignore',
    }),
  decide_sync: async (world) => () =>
    createDecideByOwner(world.deps)({ ...clickOf(world, 'amina'), runId: null }, 'apply'),
  end_freeze: async (world) => {
    await createFreezeByPerson(world.deps).freeze(clickOf(world, 'olivia'), '');
    return () => createFreezeByPerson(world.deps).unfreeze(clickOf(world, 'amina'), null);
  },
  revoke: async (world) => {
    const lena = await world.findUser('lena');
    const code = make.code(lena, { createdAt: world.now, expiresAt: world.now + 3_600_000 });
    await world.store.transact(lena.organizationId, (tx) => tx.codes.insert(code));
    return () => createRevokeCode(world.deps)({ ...clickOf(world, 'amina'), codeId: code.id });
  },
  freeze: async (world) => () => createFreezeByPerson(world.deps).freeze(clickOf(world, 'amina'), ''),
  look: async (world) => () =>
    createListLive(world.deps)({
      ...clickOf(world, 'amina'),
      query: { filter: 'all', before: null, limit: 6 },
      about: null,
    }),
};

async function askManager(world: IssuingWorld, answer: 'yes' | 'no') {
  const [amina, request] = [await world.findUser('amina'), await world.ask('adam', 'lena')];
  const waiting = { method: 'manager', state: 'waiting', evidence: '', by: amina.id, at: world.now } as const;
  await world.store.transact(amina.organizationId, (tx) =>
    tx.requests.transition(amina.organizationId, request.id, ['pending'], 'pending', {
      verifications: [waiting],
    }),
  );
  const click = world.clickOf('amina', request);
  return () => createAnswerAsManager(world.deps)(click, answer);
}

async function freezeAmina(world: IssuingWorld): Promise<void> {
  const { id, organizationId } = await world.findUser('amina');
  await world.store.transact(organizationId, (tx) =>
    tx.freezes.put(make.freeze(organizationId, { subject: id })),
  );
}

describe('N19: what a person whose issuing is frozen may still do', () => {
  it.each(Object.entries(refusedWhileFrozen) as [FreezableAct, string | null][])(
    '%s: %s',
    async (act, refusal) => {
      for (const isFrozen of [true, false]) {
        const world = await openIssuingWorld({ securityChannelId: CHANNEL });
        await world.change('amina', { role: 'owner' });
        const perform = await prepare[act](world);
        if (isFrozen) await freezeAmina(world);
        await world.newEvents();
        const result = await perform();
        const codes = 'refusals' in result ? (result.refusals as { code: string }[]) : [];
        expect(codes.map(({ code }) => code)).toEqual(isFrozen && refusal !== null ? [refusal] : []);
        const refused = (await world.newEvents()).filter(({ outcome }) => outcome === 'refused');
        expect(refused).toHaveLength(codes.length);
      }
    },
  );
});
