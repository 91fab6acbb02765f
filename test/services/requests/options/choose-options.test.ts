import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import type { Reveal } from '../../../../src/services/codes/generate-code.ts';
import { createChooseOptions } from '../../../../src/services/requests/options/choose-options.ts';
import { createOpenOptions } from '../../../../src/services/requests/options/open-options.ts';
import { type IssuingWorld, openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';
import { accepted } from '../../open-reveal-world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const choose = (
  world: IssuingWorld,
  request: IssueRequest,
  chosen: { lifetimeMinutes?: number; startsAt?: number | null },
  person = 'adam',
) =>
  createChooseOptions(world.deps)({
    ...world.clickOf(person, request),
    lifetimeMinutes: 60,
    startsAt: null,
    ...chosen,
  });

/** The requester generates the code; also what they saw. */
async function generate(world: IssuingWorld, request: IssueRequest) {
  const shown: Reveal[] = [];
  const result = await world.click(request, (reveal) => {
    shown.push(reveal);
    return accepted(reveal);
  });
  return { result, shown };
}

describe('the requester chooses how long the code works, and from when on', () => {
  it('N5 N14: stored, logged, and what the code has', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    await world.newEvents();
    const startsAt = world.now + 3 * DAY;
    const result = await choose(world, request, { lifetimeMinutes: 240, startsAt });
    expect(result).toMatchObject({
      kind: 'chosen',
      hasVoided: false,
      request: { state: 'pending', lifetimeMinutes: 240, startsAt, expiresAt: request.expiresAt },
    });
    expect(await world.newEvents()).toMatchObject([
      {
        action: 'request.options_changed',
        actor: { kind: 'user' },
        details: { requestId: request.id, lifetimeMinutes: 240, startsAt: new Date(startsAt).toISOString() },
      },
    ]);
    const { result: revealed } = await generate(world, request);
    expect(revealed).toMatchObject({
      kind: 'revealed',
      record: { state: 'active', startsAt, expiresAt: startsAt + 240 * MINUTE },
    });
    const notices = await world.newNotices();
    expect(notices.find(({ content }) => content.kind === 'requester_code_unused')?.dueAt).toBe(
      startsAt + 230 * MINUTE,
    );
  });

  it.each([
    ['longer than the maximum', { lifetimeMinutes: 481 }, 'lifetime_not_allowed'],
    ['shorter than a code may', { lifetimeMinutes: 9 }, 'lifetime_not_allowed'],
    ['no number', { lifetimeMinutes: Number.NaN }, 'lifetime_not_allowed'],
    ['half minutes', { lifetimeMinutes: 30.5 }, 'lifetime_not_allowed'],
    ['a start now', { startsIn: 0 }, 'start_passed'],
    ['a start in the past', { startsIn: -DAY }, 'start_passed'],
    ['a start too far ahead', { startsIn: 7 * DAY + 1 }, 'start_too_far'],
  ])(
    'N14: %s is refused, and changes nothing',
    async (_what, {
      startsIn,
      ...lifetime
    }: {
      startsIn?: number;
      lifetimeMinutes?: number;
    }, code) => {
      const world = await openIssuingWorld();
      const request = await world.ask('adam', 'lena');
      await world.newEvents();
      const startsAt = startsIn === undefined ? null : world.now + startsIn;
      expect(await choose(world, request, { ...lifetime, startsAt })).toMatchObject(refusedFor(code));
      expect(await world.findRequest(request)).toEqual(request);
      expect(await world.newEvents()).toMatchObject([{ action: 'request.refused', reason: code }]);
    },
  );

  it('a later start where the policy allows none', async () => {
    const world = await openIssuingWorld({ delayedStartDaysMax: 0 });
    const request = await world.ask('adam', 'lena');
    expect(await choose(world, request, { startsAt: world.now + DAY })).toMatchObject(
      refusedFor('start_not_allowed'),
    );
  });

  it('S9: only for one’s own request, and while it is open', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    expect(await choose(world, request, { lifetimeMinutes: 30 }, 'amina')).toMatchObject(
      refusedFor('request_not_yours'),
    );
    const url = new Secret('https://hooks.slack.test/actions/1');
    const opened = await createOpenOptions(world.deps)(world.clickOf('amina', request), url);
    expect(opened.kind).toBe('refused');
    await generate(world, request);
    expect(await choose(world, request, { lifetimeMinutes: 30 })).toMatchObject(
      refusedFor('request_settled'),
    );
  });

  it('N12: nor for a person who can’t have one any longer', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    await world.change('lena', { status: 'suspended' });
    expect(await choose(world, request, { lifetimeMinutes: 30 })).toMatchObject(
      refusedFor('target_suspended'),
    );
  });

  it('N11: voids what was approved; the code needs approval of the new act', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    expect((await world.findRequest(request))?.lifetimeMinutes).toBe(60);
    await world.decide('amina', request, 'approved');
    expect((await world.findRequest(request))?.state).toBe('approved');
    const result = await choose(world, request, { lifetimeMinutes: 480 }, 'olivia');
    expect(result).toMatchObject({ kind: 'chosen', hasVoided: true });
    expect(await world.findRequest(request)).toMatchObject({
      state: 'pending',
      approvals: [],
      approvalAskedAt: null,
    });
    expect((await generate(world, request)).result).toMatchObject(refusedFor('approval_needed'));
  });

  it('N11: what is saved unchanged voids nothing', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    await world.decide('amina', request, 'approved');
    const result = await choose(world, request, { lifetimeMinutes: 60 }, 'olivia');
    expect(result).toMatchObject({ kind: 'chosen', hasVoided: false, request: { state: 'approved' } });
  });

  it('N11: a longer lifetime by a later policy isn’t what was approved', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    await world.decide('amina', request, 'approved');
    await world.setPolicy({ codeLifetimeMinutes: 480 });
    const { result } = await generate(world, request);
    expect(result).toMatchObject({ kind: 'revealed', record: { expiresAt: world.now + 60 * MINUTE } });
  });
});

describe('N5: at the reveal, on the policy of now', () => {
  it('the shorter counts if the maximum shrank, and the admin is told', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    await choose(world, request, { lifetimeMinutes: 480 });
    await world.setPolicy({ codeLifetimeMinutesMax: 120 });
    const { result, shown } = await generate(world, request);
    expect(result).toMatchObject({ record: { expiresAt: world.now + 120 * MINUTE } });
    expect(shown).toMatchObject([{ isShortened: true }]);
  });

  it('a start that has passed means now', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    await choose(world, request, { startsAt: world.now + 2 * MINUTE });
    world.now += 5 * MINUTE;
    const { result, shown } = await generate(world, request);
    expect(result).toMatchObject({ record: { startsAt: null, expiresAt: world.now + 60 * MINUTE } });
    expect(shown).toMatchObject([{ isShortened: false }]);
  });

  it('a start that is no longer allowed: nothing is generated, and the request stays open', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    await choose(world, request, { startsAt: world.now + 3 * DAY });
    await world.setPolicy({ delayedStartDaysMax: 1 });
    expect((await generate(world, request)).result).toMatchObject(refusedFor('start_too_far'));
    expect((await world.findRequest(request))?.state).toBe('pending');
    await choose(world, request, { startsAt: null });
    const again = await world.click(request, accepted, { deliveryKey: 'again' });
    expect(again).toMatchObject({ kind: 'revealed', record: { startsAt: null } });
  });

  it('N3: a code for later is live, and superseded by the next one', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    await choose(world, request, { startsAt: world.now + DAY });
    const { result } = await generate(world, request);
    if (result.kind !== 'revealed') return expect.unreachable(result.kind);
    const { shown } = await generate(world, await world.ask('amina', 'lena'));
    expect(shown).toMatchObject([{ hasSuperseded: true }]);
    const first = await world.store.read.codes.find(world.organization.id, result.record.id);
    expect(first?.state).toBe('superseded');
  });
});
