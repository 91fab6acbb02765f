import { afterEach, describe, expect, it, vi } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import type { Fault } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  directMessage,
  issue,
  listCodes,
  listEvents,
  seenInDirectMessage,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World, type WorldOptions } from '../support/start-world.ts';

let world: World;
afterEach(async () => {
  vi.restoreAllMocks();
  await world.stop();
});

const IN_PLACE = 'couldn’t show the code safely, so I revoked it';

/** Adam asks, Slack breaks, Adam clicks. */
async function revealUnder(faults: readonly Fault[], options: WorldOptions = {}): Promise<void> {
  world = await startWorld(options);
  const prompt = await ask(world, 'adam', '@lena lost phone');
  for (const fault of faults) world.sandbox.faults.inject(fault);
  expect(await world.sandbox.actAs('adam').click(prompt, 'generate_code')).toMatchObject({ acked: true });
  await waitForEvent(world, 'code.revoked');
}

/** The code that was made does not work, whoever may have seen it; the person was told nothing of it. */
async function expectNoWorkingCode(): Promise<void> {
  expect(await listCodes(world, 'lena')).toMatchObject([
    { state: 'revoked', revocationReason: 'delivery_failed' },
  ]);
  const body = world.codes[0] ?? '';
  const portal = await openPortal(world);
  const answer = await portal.redeem('lena@acme.test', formatCode(body + computeCheckSymbol(body)));
  expect(answer).toMatchObject({ status: 403, code: 'code_refused' });
  expect(await listEvents(world, 'code.delivered')).toEqual([]);
  expect(await judgeAudit(world)).toBe('sound');
}

async function expectToldInPlace(): Promise<void> {
  const adam = world.sandbox.actAs('adam');
  const told = await adam.waitForMessage(adam.directChannel(), (message) =>
    toPlainText(message).includes(IN_PLACE),
  );
  expect(findCode(told)).toBeNull();
}

async function expectToldByDirectMessage(): Promise<void> {
  expect(findCode(await directMessage(world, 'adam', 'couldn’t show'))).toBeNull();
}

const at = { method: 'response_url' } as const;
const inPlaceFaults: readonly (readonly [string, Fault])[] = [
  ['Slack answers 500', { match: at, kind: 'http500' }],
  ['the answer is lost after Slack took it', { match: at, kind: 'lost-reply' }],
  ['the line is cut before Slack took it', { match: at, kind: 'drop' }],
  ['the response URL has expired (404)', { match: at, kind: 'error', error: 'expired_url' }],
  ['Slack answers 429', { match: at, kind: 'ratelimit', retryAfterS: 30 }],
];

for (const store of storeKinds) {
  describe(`the reveal in place of the prompt, on ${store}`, () => {
    it.each(inPlaceFaults)(
      'S4: %s: the code never works, and the admin is told in place',
      async (_name, fault) => {
        await revealUnder([fault], { store });
        await expectNoWorkingCode();
        await expectToldInPlace();
        await expectToldByDirectMessage();
      },
    );

    it('S4: Slack answers too late: the code never works, though it may show up, and the admin is told', async () => {
      const realTimeout = AbortSignal.timeout;
      vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
        realTimeout.call(AbortSignal, ms === 10_000 ? 1000 : ms),
      );
      await revealUnder([{ match: at, kind: 'latency', ms: 1500 }], { store });
      await expectNoWorkingCode();
      await expectToldByDirectMessage();
    });

    it('S4: nothing reaches the admin in place any more: they are told by direct message', async () => {
      await revealUnder([{ match: at, kind: 'http500', times: 10 }], { store });
      await expectNoWorkingCode();
      await expectToldByDirectMessage();
      expect(
        seenInDirectMessage(world, 'adam')
          .filter(({ ephemeral }) => ephemeral)
          .map(toPlainText)
          .join(),
      ).not.toContain(IN_PLACE);
    });

    it('S4 S11: after a failed reveal the next request works, and its code is another', async () => {
      await revealUnder([{ match: at, kind: 'http500' }], { store });
      await expectToldInPlace();
      const { code } = await issue(world, 'adam', 'lena');
      const portal = await openPortal(world);
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
    });
  });
}
