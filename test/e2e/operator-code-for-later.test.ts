import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { directMessage, listCodes, listEvents, waitForEvent } from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

const program = fileURLToPath(new URL('../../src/backupcode.js', import.meta.url));
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
afterEach(() => world.stop());

/** Runs `backupcode code issue lena@acme.test ...` as a process of its own, beside the service and on its data. */
async function issue(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const { database } = world.config;
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.kind === 'sqlite' ? `sqlite:${database.path}` : database.uri.reveal(),
    MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const line = [program, 'code', 'issue', 'lena@acme.test', '--break-glass', 'Slack is down', ...options];
  const ran = promisify(execFile)(process.execPath, line, { env });
  return ran.then(
    ({ stdout: out, stderr: err }) => ({ code: 0, out, err }),
    ({ code, stdout: out, stderr: err }) => ({ code, out, err }),
  );
}

/** To the minute, in a zone that isn't this machine's. */
function writeStart(at: number): string {
  return `${new Date(at + 2 * HOUR).toISOString().slice(0, 16)}+02:00`;
}

describe.each(storeKinds)('an operator’s code, on %s', (store) => {
  it('N5 N13: works from --start for --lifetime, and no minute before or after; Lena is told from when', async () => {
    world = await startWorld({ store });
    const portal = await openPortal(world);
    const startsAt = Math.ceil(world.clock.now() / MINUTE) * MINUTE + 20 * HOUR;
    const { code, out, err } = await issue('--start', writeStart(startsAt), '--lifetime', '4h');
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}\n$/);
    const utc = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
    expect(err).toContain(`from ${utc(startsAt)} UTC until ${utc(startsAt + 4 * HOUR)} UTC`);
    expect(await listCodes(world, 'lena')).toMatchObject([
      { state: 'active', startsAt, expiresAt: startsAt + 4 * HOUR, issuedBy: null },
    ]);
    expect(await waitForEvent(world, 'code.delivered')).toMatchObject({ actor: { kind: 'operator' } });
    expect(toPlainText(await directMessage(world, 'lena', 'backup code'))).toContain('from');
    const typed = out.trim();
    expect(await portal.redeem('lena@acme.test', typed)).toMatchObject({ code: 'code_not_started' });
    world.clock.advance(startsAt - MINUTE - world.clock.now());
    expect(await portal.redeem('lena@acme.test', typed)).toMatchObject({ code: 'code_not_started' });
    world.clock.advance(startsAt - world.clock.now());
    expect(await portal.redeem('lena@acme.test', typed)).toMatchObject({ status: 200 });
    expect(JSON.stringify(await listEvents(world))).not.toContain(typed);
  });

  it('N5: --lifetime alone is counted from now, and what the policy doesn’t allow issues nothing', async () => {
    world = await startWorld({ store, policy: { codeLifetimeMinutesMax: 120, delayedStartDaysMax: 1 } });
    const portal = await openPortal(world);
    const before = world.clock.now();
    const { code, out } = await issue('--lifetime', '30m');
    expect(code).toBe(0);
    const [issued] = await listCodes(world, 'lena');
    expect(issued?.startsAt).toBeNull();
    expect((issued?.expiresAt ?? 0) - before).toBeGreaterThanOrEqual(30 * MINUTE);
    expect((issued?.expiresAt ?? 0) - before).toBeLessThan(31 * MINUTE);
    world.clock.advance(31 * MINUTE);
    expect(await portal.redeem('lena@acme.test', out.trim())).toMatchObject({ code: 'code_expired' });
    for (const [options, why] of [
      [['--lifetime', '4h'], '10 to 120 minutes'],
      [['--start', writeStart(before + 49 * HOUR)], 'Choose an earlier start'],
      [['--start', writeStart(before - HOUR)], 'has passed'],
    ] as const) {
      const refused = await issue(...options);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toContain(why);
    }
    const unread = await issue('--start', 'Monday 8:00');
    expect(unread).toMatchObject({ code: 2, out: '' });
    expect(await listCodes(world, 'lena')).toHaveLength(1);
  });
});
