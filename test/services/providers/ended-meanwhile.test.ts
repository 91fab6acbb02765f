import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderKind } from '../../../src/domain/providers/provider.ts';
import { createTendVendorCodes } from '../../../src/services/providers/tend-vendor-codes.ts';
import type { Fate } from '../../support/scripted-provider.ts';
import { storeKinds } from '../../support/start-world.ts';
import { accepted } from '../open-reveal-world.ts';
import { disown, openVendorWorld, revoke, type VendorWorld } from './open-vendor-world.ts';

const MINUTE = 60_000;
let worlds: VendorWorld[] = [];
afterEach(async () => {
  for (const world of worlds) await world.close();
  worlds = [];
});

async function open(...how: Parameters<typeof openVendorWorld>): Promise<VendorWorld> {
  const world = await openVendorWorld(...how);
  worlds.push(world);
  return world;
}

/** Has something happen while the vendor makes the code. */
function whileMaking(world: VendorWorld, act: () => Promise<void>, fate: 'done' | 'answer_lost' = 'done') {
  world.vendor.fate = async (name): Promise<Fate> => {
    if (name !== 'issue') return 'done';
    world.vendor.fate = () => 'done';
    await act();
    return fate;
  };
}

async function setMinutes(world: VendorWorld, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.now += MINUTE;
    await world.tend();
  }
}

const ways = { revoke, disown };

describe.each(storeKinds)('a code that is ended while its vendor makes it, on %s', (store) => {
  it.each(
    (['entra', 'google', 'auth0'] as ProviderKind[]).flatMap((kind) =>
      (['revoke', 'disown'] as const).flatMap((way) =>
        (['done', 'answer_lost'] as const).map((fate) => [kind, way, fate] as const),
      ),
    ),
  )('N19: %s: %s, and the answer is %s: no one is shown it, and it ends there', async (kind, way, fate) => {
    const world = await open(kind, { store });
    whileMaking(
      world,
      async () => {
        await ways[way](world);
        await world.tend();
      },
      fate,
    );
    const result = await world.issue();
    expect(result.kind).toBe(fate === 'done' ? 'not_activated' : 'provider_unclear');
    expect(world.shown).toEqual([]);
    await world.tend();
    if (fate === 'done') expect(world.vendor.working()).toEqual([]);
    await setMinutes(world, 1);
    expect(world.vendor.working()).toEqual([]);
    await setMinutes(world, 6);
    expect(await world.codes()).toMatchObject([{ state: 'revoked', vendor: { dueAt: null } }]);
    // Who issued a code that was disowned can issue nothing until an owner has looked.
    if (way === 'disown') return;
    expect(await world.issue()).toMatchObject({ kind: 'revealed' });
    await setMinutes(world, 6);
    expect(world.vendor.working()).toContain(world.shown[0]);
  });

  it('N19: disowned while Slack shows it, it ends there', async () => {
    const world = await open('entra', { store });
    const result = await world.issue({
      deliver: async (reveal) => {
        await disown(world);
        return accepted(reveal);
      },
    });
    expect(result.kind).toBe('not_activated');
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ state: 'revoked', vendor: { reference: 'ref-1' } }]);
  });

  let tending: Promise<void>;
  it.each<ProviderKind>(['entra', 'google'])(
    'N3: %s: shown while the background takes it back, it works nowhere',
    async (kind) => {
      const world = await open(kind, { store });
      const result = await world.issue({
        deliver: async (reveal) => {
          world.now += MINUTE;
          // The background stands still at the vendor until the click has gone on.
          let goOn = () => {};
          const stop = new Promise<void>((resolve) => {
            goOn = resolve;
          });
          const isThere = new Promise<void>((resolve) => {
            world.vendor.fate = async (name): Promise<Fate> => {
              if (name === 'revoke') {
                resolve();
                await stop;
              }
              return 'done';
            };
          });
          tending = world.tend();
          await isThere;
          setTimeout(goOn, 50);
          return accepted(reveal);
        },
      });
      await tending;
      world.vendor.fate = () => 'done';
      await world.tend();
      const [code] = await world.codes();
      expect([result.kind, code?.state]).toEqual(['not_activated', 'revoked']);
      expect(world.vendor.working()).toEqual([]);
      await setMinutes(world, 6);
      expect(await world.codes()).toMatchObject([{ vendor: { dueAt: null } }]);
    },
  );
});

describe('what changes between the question and the making', () => {
  it('a person whose address is changed meanwhile is looked for again', async () => {
    const world = await open();
    const request = await world.ask('adam', 'lena');
    const lena = await world.findUser('lena');
    world.vendor.fate = async (name): Promise<Fate> => {
      if (name === 'preflight')
        await world.store.transact(world.organization.id, (tx) =>
          tx.directory.update({ ...lena, email: 'lena.new@acme.test', updatedAt: world.now }),
        );
      return 'done';
    };
    const result = await world.click(request, async () => expect.unreachable('shown'));
    expect(result).toMatchObject({ kind: 'refused' });
    expect(world.vendor.requests).not.toContain('issue');
  });
});

describe('a code that was disowned after its use', () => {
  it('N19: the person’s sessions are ended once, not all day long', async () => {
    const world = await open('entra', { policy: { endSessionsOnDisown: true } });
    await world.issue();
    world.vendor.use(world.shown[0] ?? '');
    await setMinutes(world, 1);
    await disown(world);
    await setMinutes(world, 40);
    expect(world.vendor.sessionsEnded).toBe(1);
  });
});

describe('a credential that can no longer be read', () => {
  it('N5: a code past its time ends here all the same, and people learn that it may work there', async () => {
    const world = await open('google', { policy: { codeLifetimeMinutes: 15 } });
    await world.issue();
    const spoilt = { ...world.provider, sealedSecret: 'spoilt', updatedAt: world.now + 1 };
    await world.store.transact(world.organization.id, (tx) => tx.providers.update(spoilt));
    await setMinutes(world, 20);
    expect(await world.codes()).toMatchObject([{ state: 'expired' }]);
    const notices = await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 1000);
    expect(notices.map(({ content }) => content.kind)).toContain('security_code_lasting');
    await world.store.transact(world.organization.id, (tx) =>
      tx.providers.update({ ...world.provider, updatedAt: world.now + 2 }),
    );
    await setMinutes(world, 11);
    expect(world.vendor.working()).toEqual([]);
  });
});

describe('a background that is killed', () => {
  const deaths = [0, 1].flatMap((write) => [true, false].map((isCommitted) => ({ write, isCommitted })));
  const starts = ['answer_lost', 'revoked'] as const;

  it.each(starts.flatMap((start) => deaths.map((death) => ({ start, ...death }))))(
    'N3: $start, at write $write, committed: $isCommitted: the next one ends the code, and people hear of it once',
    async ({ start, write, isCommitted }) => {
      const world = await open();
      world.vendor.fate = (name) => (name === 'issue' && start === 'answer_lost' ? 'answer_lost' : 'done');
      await world.issue();
      if (start === 'revoked') await revoke(world);
      else world.now += MINUTE;
      let count = 0;
      let isDead = false;
      world.vendor.fate = () => (isDead ? 'not_reached' : 'done');
      const dying: VendorWorld['store'] = {
        ...world.store,
        transact: async (id, work) => {
          if (!isDead && count++ !== write) return world.store.transact(id, work);
          if (!isDead && isCommitted) await world.store.transact(id, work);
          isDead = true;
          throw new Error('dead');
        },
      };
      const tend = createTendVendorCodes({ ...world.deps, store: dying, log: { error: () => {} } });
      await expect(tend()).rejects.toThrow('dead');
      world.vendor.fate = () => 'done';
      await setMinutes(world, 8);
      expect(world.vendor.working()).toEqual([]);
      expect(await world.codes()).toMatchObject([{ state: 'revoked', vendor: { dueAt: null } }]);
      const notices = await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 1000);
      const told = notices.filter(({ content }) => content.kind === 'requester_code_revoked');
      expect(told).toHaveLength(1);
    },
  );
});
