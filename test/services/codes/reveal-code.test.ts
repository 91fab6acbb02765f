import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { createVerifyAudit } from '../../../src/services/audit/verify-audit.ts';
import { createAddClient } from '../../../src/services/clients/add-client.ts';
import { createExpireDue, REVEAL_MS_MAX } from '../../../src/services/codes/expire-due.ts';
import type { Reveal } from '../../../src/services/codes/generate-code.ts';
import { createRedeemCode } from '../../../src/services/redeeming/redeem-code.ts';
import { accepted, type Deliver, openRevealWorld, type RevealWorld } from '../open-reveal-world.ts';

let world: RevealWorld;
beforeEach(async () => {
  world = await openRevealWorld({ securityChannelId: 'CSECURITY' });
});
afterEach(async () => {
  const audit = await createVerifyAudit(world.deps)(world.organization.id);
  await world.close();
  expect(audit).toMatchObject({ kind: 'sound' });
});

/** Lena's codes, newest first. */
async function listCodes() {
  const lena = await world.findUser('lena');
  return world.store.read.codes.listLatest(world.organization.id, lena.id, 10);
}

async function createRedeem() {
  const added = await createAddClient(world.deps)(world.organization.id, 'Portal');
  if (added.kind !== 'created') throw new Error(`The client could not be added: ${added.kind}`);
  const redeem = createRedeemCode(world.deps);
  return async ({ code }: Pick<Reveal, 'code'>) => {
    const result = await redeem({
      client: added.service,
      login: 'lena@acme.test',
      typedCode: code,
      source: 'http:127.0.0.1',
    });
    return result.kind === 'refused' ? result.reason : result.kind;
  };
}

async function listWaiting(): Promise<string[]> {
  const notices = await world.store.read.notices.listOverdue(world.now + 3_600_000, 100);
  // What the owners learn of how the world was prepared is of no interest here.
  const kinds = notices.map(({ content }) => content.kind);
  return kinds.filter((kind) => kind !== 'security_change').sort();
}

describe('the two phases', () => {
  it('N3: the code works from the moment Slack has taken it, and not a moment before', async () => {
    const redeem = await createRedeem();
    const request = await world.ask('adam', 'lena');
    let seen: Reveal | null = null;
    const result = await world.click(request, async (reveal) => {
      seen = reveal;
      expect(await redeem(reveal)).toBe('undelivered');
      expect(await listWaiting()).toEqual([]);
      return accepted(reveal);
    });
    expect(result).toMatchObject({ kind: 'revealed', record: { state: 'active' } });
    expect(await redeem(seen ?? fail())).toBe('redeemed');
  });

  it('N13: with it go the notices, and the hiding at its time', async () => {
    await world.click(await world.ask('adam', 'lena'), accepted);
    const due = await world.store.read.notices.listOverdue(world.now, 100);
    expect(due.map(({ content }) => content.kind).sort()).toEqual([
      'security_code_issued',
      'target_code_issued',
    ]);
    expect(await listWaiting()).toContain('hide_reveal');
  });

  it('S4: a code that Slack did not certainly take is revoked, and the admin is told', async () => {
    const redeem = await createRedeem();
    let seen: Reveal | null = null;
    const result = await world.click(await world.ask('adam', 'lena'), async (reveal) => {
      seen = reveal;
      return { kind: 'failed' };
    });
    expect(result.kind).toBe('delivery_failed');
    expect(await listCodes()).toMatchObject([{ state: 'revoked', revocationReason: 'delivery_failed' }]);
    expect(await redeem(seen ?? fail())).toBe('revoked');
    expect(await listWaiting()).toEqual(['requester_code_revoked']);
  });
});

describe('what comes between the phases', () => {
  it('S4: the sweeper: what was shown too late does not work', async () => {
    const redeem = await createRedeem();
    let seen: Reveal | null = null;
    const result = await world.click(await world.ask('adam', 'lena'), async (reveal) => {
      seen = reveal;
      world.now += REVEAL_MS_MAX + 1;
      await createExpireDue(world.deps)();
      return accepted(reveal);
    });
    expect(result.kind).toBe('not_activated');
    expect(await listCodes()).toMatchObject([{ state: 'revoked', revocationReason: 'never_delivered' }]);
    expect(await redeem(seen ?? fail())).toBe('revoked');
  });

  it('N3: another admin’s code for the same person: the later one works, the earlier one does not', async () => {
    const redeem = await createRedeem();
    const seen: Reveal[] = [];
    const first = await world.click(await world.ask('adam', 'lena'), async (reveal) => {
      seen.push(reveal);
      const second = await world.click(await world.ask('amina', 'lena'), (later) => {
        seen.push(later);
        return accepted(later);
      });
      expect(second.kind).toBe('revealed');
      return accepted(reveal);
    });
    expect(first.kind).toBe('not_activated');
    expect(await listCodes()).toMatchObject([{ state: 'active' }, { state: 'superseded' }]);
    const [earlier, later] = seen;
    expect(await redeem(earlier ?? fail())).toBe('superseded');
    expect(await redeem(later ?? fail())).toBe('redeemed');
  });

  it.each(['delivered', 'failed'] as const)(
    'N3 S4: the store goes away after “%s”: no working code, and the sweeper clears up',
    async (kind) => {
      const request = await world.ask('adam', 'lena');
      let isAway = false;
      const transact: RevealWorld['store']['transact'] = (id, work) =>
        isAway ? Promise.reject(new StoreUnavailableError('away')) : world.store.transact(id, work);
      const click = world.click(
        request,
        async (reveal) => {
          isAway = true;
          return kind === 'failed' ? { kind } : accepted(reveal);
        },
        { store: { ...world.store, transact } },
      );
      if (kind === 'failed') await expect(click).rejects.toThrow(StoreUnavailableError);
      else expect(await click).toMatchObject({ kind: 'unknown' });
      expect(await listCodes()).toMatchObject([{ state: 'undelivered' }]);
      world.now += REVEAL_MS_MAX + 1;
      expect(await createExpireDue(world.deps)()).toMatchObject({ revealsTakenBack: 1 });
      expect(await listCodes()).toMatchObject([{ state: 'revoked' }]);
      expect(await listWaiting()).toEqual(['requester_code_revoked']);
    },
  );

  /** A store that loses the answer to a commit that took place, so many times, once a code was shown. */
  function loseAnswers(times: number): { store: RevealWorld['store']; shown: Deliver; seen: Reveal[] } {
    let left = 0;
    const seen: Reveal[] = [];
    const transact: RevealWorld['store']['transact'] = async (id, work) => {
      const result = await world.store.transact(id, work);
      if (left === 0) return result;
      left -= 1;
      throw new StoreUnavailableError('the answer was lost');
    };
    const shown: Deliver = (reveal) => {
      seen.push(reveal);
      left = times;
      return accepted(reveal);
    };
    return { store: { ...world.store, transact }, shown, seen };
  }

  it('N17 N13: the answer to the commit that makes it work is lost: it is looked again, and everything is as ever', async () => {
    const redeem = await createRedeem();
    const { store, shown, seen } = loseAnswers(1);
    const result = await world.click(await world.ask('adam', 'lena'), shown, { store });
    expect(result).toMatchObject({ kind: 'revealed', record: { state: 'active' } });
    expect(await listCodes()).toMatchObject([{ state: 'active' }]);
    expect(await listWaiting()).toEqual([
      'hide_reveal',
      'requester_code_unused',
      'security_code_issued',
      'target_code_issued',
    ]);
    expect(await redeem(seen[0] ?? fail())).toBe('redeemed');
  });

  it('N17: it is lost, and the code was used before it is looked again: it works, and was used', async () => {
    const redeem = await createRedeem();
    const { store, shown, seen } = loseAnswers(1);
    const transact: RevealWorld['store']['transact'] = (id, work) =>
      store.transact(id, work).catch(async (error: unknown) => {
        expect(await redeem(seen[0] ?? fail())).toBe('redeemed');
        throw error;
      });
    const result = await world.click(await world.ask('adam', 'lena'), shown, {
      store: { ...store, transact },
    });
    expect(result).toMatchObject({ kind: 'revealed', record: { state: 'redeemed' } });
  });

  it('N17: it was not committed at the first try: the second makes it work', async () => {
    const redeem = await createRedeem();
    let isAway = false;
    const transact: RevealWorld['store']['transact'] = (id, work) => {
      const answer = isAway
        ? Promise.reject(new StoreUnavailableError('away'))
        : world.store.transact(id, work);
      isAway = false;
      return answer;
    };
    let seen: Reveal | null = null;
    const shown: Deliver = (reveal) => {
      seen = reveal;
      isAway = true;
      return accepted(reveal);
    };
    const result = await world.click(await world.ask('adam', 'lena'), shown, {
      store: { ...world.store, transact },
    });
    expect(result).toMatchObject({ kind: 'revealed' });
    expect(await redeem(seen ?? fail())).toBe('redeemed');
  });

  it('N17: neither can be known: it is told as unknown, for the code may work', async () => {
    const redeem = await createRedeem();
    const { store, shown, seen } = loseAnswers(2);
    const result = await world.click(await world.ask('adam', 'lena'), shown, { store });
    expect(result.kind).toBe('unknown');
    expect(await redeem(seen[0] ?? fail())).toBe('redeemed');
  });

  it('N3: a bug in the delivery leaves nothing that works', async () => {
    const click = world.click(await world.ask('adam', 'lena'), () => Promise.reject(new Error('a bug')));
    await expect(click).rejects.toThrow('a bug');
    expect(await listCodes()).toMatchObject([{ state: 'undelivered' }]);
  });
});

describe('clicks at the same time', () => {
  it('S11: the same delivery ten times: one code, one message', async () => {
    const request = await world.ask('adam', 'lena');
    let delivered = 0;
    const clicks = Array.from({ length: 10 }, () =>
      world.click(
        request,
        (reveal) => {
          delivered += 1;
          return accepted(reveal);
        },
        { deliveryKey: 'the same' },
      ),
    );
    const kinds = (await Promise.all(clicks)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual([...Array.from({ length: 9 }, () => 'duplicate'), 'revealed']);
    expect(delivered).toBe(1);
    expect(await listCodes()).toHaveLength(1);
  });

  it('S11 U4: ten clicks of their own: one code; the others are answered with nothing', async () => {
    const request = await world.ask('adam', 'lena');
    const clicks = Array.from({ length: 10 }, () => world.click(request, accepted));
    const kinds = (await Promise.all(clicks)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual([...Array.from({ length: 9 }, () => 'duplicate'), 'revealed']);
    expect(await listCodes()).toHaveLength(1);
  });

  it('U4: a click long after is answered by what happened', async () => {
    const request = await world.ask('adam', 'lena');
    await world.click(request, accepted);
    world.now += 29_999;
    expect(await world.click(request, accepted)).toEqual({ kind: 'duplicate' });
    world.now += 1;
    expect(await world.click(request, accepted)).toMatchObject({
      kind: 'generated_before',
      state: 'active',
      code: { requestId: request.id },
    });
    world.now += 3_600_000;
    expect(await world.click(request, accepted)).toMatchObject({
      kind: 'generated_before',
      state: 'expired',
    });
  });

  it('U4 S4: a click after a failed reveal says at once that the code was revoked', async () => {
    const request = await world.ask('adam', 'lena');
    await world.click(request, async () => ({ kind: 'failed' }));
    expect(await world.click(request, accepted)).toMatchObject({
      kind: 'generated_before',
      state: 'revoked',
    });
  });
});

function fail(): never {
  throw new Error('Nothing was to be shown');
}
