import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findCode } from '../../src/demo/plain-text.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import { spellCode } from '../../src/domain/codes/spell-code.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import type { Fault, VisibleMessage } from '../../src/sandbox/sandbox.ts';
import { draftAudit } from '../../src/services/deps.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { readMail, startSmtpServer, type TestSmtpServer } from '../mail/start-smtp-server.ts';
import {
  ask,
  directMessage,
  isPrompt,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import { countPlain, type Forbidden, findLeaks, type Written } from '../support/find-leaks.ts';
import { openPortal, type Portal } from '../support/redeem.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
let smtp: TestSmtpServer | null = null;
let answers: Written[] = [];
afterEach(async () => {
  answers = [];
  await world.stop();
  await smtp?.close();
  smtp = null;
});

function listCodesMade(): string[] {
  return world.codes.map((body) => formatCode(body + computeCheckSymbol(body)));
}

async function setPolicy(change: Partial<Policy>): Promise<void> {
  const { id, policy } = world.organization;
  await world.store.transact(id, (tx) => tx.organizations.setPolicy(id, { ...policy, ...change }));
}

/** Asks as a careless login service might: whatever `init` says, and keeps the answer. */
async function call(portal: Portal, path: string, init: RequestInit): Promise<void> {
  const headers = {
    authorization: `Bearer ${portal.credential.reveal()}`,
    'content-type': 'application/json',
    ...init.headers,
  };
  const response = await fetch(`${world.service.httpUrl}${path}`, { method: 'POST', ...init, headers });
  const text = await response.text();
  answers.push({ where: `the answer to ${path}`, content: JSON.stringify([...response.headers]) + text });
}

async function redeemInEveryWay(portal: Portal, code: string): Promise<void> {
  const path = '/v1/codes/redeem';
  const send = (body: unknown) => call(portal, path, { body: JSON.stringify(body) });
  const login = 'lena@acme.test';
  await send({ user: login, code: code.slice(0, -1) + (code.endsWith('2') ? '3' : '2') });
  await send({ user: login, code: listCodesMade()[0] === code ? 'ABCD' : listCodesMade()[0] });
  await send({ user: code, code: login });
  await send({ user: code, code });
  await send({ user: login, code, [code]: code });
  await send([code]);
  await call(portal, path, { body: `{"user": "${login}", "code": "${code}` });
  await call(portal, path, { body: code, headers: { 'content-type': 'text/plain' } });
  await call(portal, path, { body: '{}', headers: { authorization: `Bearer ${code}` } });
  await call(portal, `${path}/${code}?code=${code}`, { body: '{}' });
  await send({ user: login, code: code.toLowerCase() });
  await send({ user: login, code });
}

/** Everything the product does, at least once, and some of it under faults. */
async function doEverything(portal: Portal): Promise<void> {
  const { sandbox } = world;
  const adam = sandbox.actAs('adam');
  const first = await issue(world, 'adam', 'lena');
  await redeemInEveryWay(portal, first.code);
  await waitForEvent(world, 'code.redeemed');
  await ask(world, 'adam', 'status @lena');
  const toHide = await issue(world, 'adam', 'mia');
  await press(world, 'adam', toHide.reveal, 'hide_code');
  const toRevoke = await issue(world, 'adam', 'mia');
  await press(world, 'adam', toRevoke.reveal, 'revoke_code', { confirm: true });
  await issue(world, 'adam', 'lena');
  const [disowned] = await listCodes(world, 'lena');
  const lena = sandbox.actAs('lena');
  // Lena is told a good deal, and one thing a second at most.
  const notice = await lena.waitForMessage(
    lena.directChannel(),
    (message) => JSON.stringify(message).includes(disowned?.id ?? 'none'),
    { timeoutMs: 20_000 },
  );
  await press(world, 'lena', notice, 'disown_code', { confirm: true });

  // Until an owner has looked, Adam can't issue.
  await ask(world, 'olivia', 'unfreeze @adam');
  const forAmina = await ask(world, 'adam', '@amina new phone');
  await press(world, 'adam', forAmina, 'ask_approval');
  const question = await directMessage(world, 'olivia', 'approve_request');
  await press(world, 'olivia', question, 'approve_request', { confirm: true });
  const approved = await directMessage(world, 'adam', 'show_prompt');
  const confirm = await press(world, 'adam', approved, 'show_prompt');
  await tellInReasons(findCode(await press(world, 'adam', confirm, 'generate_code')) ?? '');

  await failToReveal(adam.directChannel());
  await setPolicy({ revealIn: 'prompt' });
  const elsewhere = await openPrompt('general');
  sandbox.faults.inject({ match: { method: 'chat.postMessage' }, kind: 'error', error: 'fatal_error' });
  expect(findCode(await press(world, 'adam', elsewhere, 'generate_code'))).not.toBeNull();
  await waitForEvent(world, 'notice.failed');
  await failToReveal('general');

  sandbox.faults.inject({ match: { method: 'users.info' }, kind: 'error', error: 'fatal_error' });
  await ask(world, 'adam', '@mia lost phone');
}

/** @param channel where the prompt comes */
async function openPrompt(channel: string): Promise<VisibleMessage> {
  const adam = world.sandbox.actAs('adam');
  const before = new Set(adam.visibleMessages(channel).map(({ ts }) => ts));
  await adam.command('general', '/backupcode @hugo lost phone');
  return adam.waitForMessage(channel, (message) => isPrompt(message) && !before.has(message.ts));
}

/** The post that shows the code fails, in each way; other posts to response URLs meanwhile fail with it. */
async function failToReveal(channel: string): Promise<void> {
  const { sandbox } = world;
  // Nobody may ask as often in a minute.
  world.clock.advance(61_000);
  const faults: readonly Pick<Fault, 'kind' | 'error'>[] = [
    { kind: 'http500' },
    { kind: 'lost-reply' },
    { kind: 'error', error: 'expired_url' },
  ];
  for (const fault of faults) {
    const { length } = await listEvents(world, 'code.revoked');
    const prompt = await openPrompt(channel);
    sandbox.faults.inject({ ...fault, match: { method: 'response_url' }, times: 9 });
    await sandbox.actAs('adam').click(prompt, 'generate_code');
    await waitForEvent(world, 'code.revoked', length + 1);
    sandbox.faults.clear();
  }
}

/** A live code, typed into the reason of requests, of which another person and the security channel read some. */
async function tellInReasons(code: string): Promise<void> {
  const bare = code.replaceAll('-', '');
  const said = spellCode(code).replaceAll('> ', '').replaceAll('\n', ' ');
  const spellings = [
    code,
    bare,
    `phone${bare.toLowerCase()}x`,
    code.replaceAll('-', ' – '),
    [...bare].join(' '),
    said,
  ];
  for (const spelling of spellings) {
    const prompt = await ask(world, 'adam', `@hugo she reads ${spelling}`);
    await press(world, 'adam', prompt, 'cancel_request');
  }
  const forAmina = await ask(world, 'adam', `@amina she reads ${said}`);
  await press(world, 'adam', forAmina, 'ask_approval');
  await directMessage(world, 'olivia', '[code]');
  await press(world, 'adam', forAmina, 'cancel_request');
  expect(
    (await listEvents(world, 'request.opened')).filter(({ reason }) => reason?.includes('[code]')),
  ).toHaveLength(spellings.length + 1);
}

function listSecrets(portal: Portal): Forbidden[] {
  const { botToken, appToken, signingSecret } = world.sandbox.app();
  const credential = portal.credential.reveal();
  const masterKey = Buffer.from(world.config.masterKeys[0]?.bytes.reveal() ?? []);
  return [
    { name: 'the bot token', value: botToken },
    { name: 'the app token', value: appToken },
    { name: 'the signing secret', value: signingSecret },
    { name: 'a credential', value: credential },
    { name: 'a credential’s secret', value: credential.slice(-43) },
    { name: 'the master key', value: masterKey.toString('base64') },
    ...world.sandbox.responseUrlPosts().map(({ path }) => ({
      name: 'a response URL',
      value: path.split('/').at(-1) ?? path,
    })),
  ];
}

/** Everything that we sent to Slack, a line a message, without what Slack said. */
function listSent(): Written[] {
  const { sandbox } = world;
  return [
    ...sandbox.apiCalls().map(({ method, args }) => ({ where: method, content: JSON.stringify(args) })),
    ...sandbox
      .responseUrlPosts()
      .map(({ body }) => ({ where: 'response URL', content: JSON.stringify(body) })),
  ];
}

const REVEALS = new Set(['response URL', 'chat.postEphemeral']);

function holdsCodeInBlocks({ where, content }: Written, code: string): boolean {
  return REVEALS.has(where) && String(content).includes(code);
}

for (const store of storeKinds) {
  for (const mode of deliveryModes) {
    describe(`what is written in a full run over ${mode} on ${store}`, () => {
      it('N6: each code is in exactly one outgoing message, and neither it nor any secret anywhere else', async () => {
        const mailServer = await startSmtpServer();
        smtp = mailServer;
        world = await startWorld({
          store,
          mode,
          logLevel: 'trace',
          mail: { port: mailServer.port, publicUrl: 'https://backupcode.acme.test' },
          policy: {
            mail: true,
            securityChannelId: 'CSECURITY',
            requestsPerTargetPerDay: 100,
            requestsPerRequesterPerHour: 100,
          },
        });
        const portal = await openPortal(world);
        await doEverything(portal);
        const codes = listCodesMade();
        expect(codes.length).toBeGreaterThanOrEqual(7);
        const kept = [
          { where: 'the log', content: world.log() },
          ...(await dumpDatabase(world.config.database)),
        ];
        expect(world.log()).toContain('"level":"debug"');
        expect(world.log()).toContain('"call":"chat.postEphemeral"');
        expect(world.log()).not.toContain('ticket=');
        const asCodes = codes.map((value) => ({ name: 'a code', value }));
        const mails = mailServer.received.flatMap(({ source }) => {
          const { subject, text, html } = readMail(source);
          return [source, subject, text, html].map((content) => ({ where: 'an email', content }));
        });
        expect(mails.length).toBeGreaterThan(20);
        expect(findLeaks(mails, [...asCodes, ...listSecrets(portal)])).toEqual([]);
        expect(findLeaks([...kept, ...answers], [...asCodes, ...listSecrets(portal)])).toEqual([]);

        const sent = listSent();
        const shown = codes.filter((code) => sent.some((message) => holdsCodeInBlocks(message, code)));
        expect(shown.length).toBeGreaterThanOrEqual(codes.length - 1);
        for (const code of codes) {
          const reveals = sent.filter((message) => holdsCodeInBlocks(message, code));
          expect(reveals.length).toBeLessThanOrEqual(1);
          expect(countPlain(reveals, code)).toBe(reveals.length);
          const [reveal] = reveals;
          if (reveal !== undefined) {
            const { text, blocks, metadata } = JSON.parse(String(reveal.content));
            expect(findLeaks([{ where: 'text', content: String(text) }], asCodes)).toEqual([]);
            expect(JSON.stringify(blocks)).toContain(code);
            expect(metadata).toBeUndefined();
          }
          const others = sent.filter((message) => !reveals.includes(message));
          expect(findLeaks(others, [{ name: 'a code', value: code }])).toEqual([]);
        }
      });
    });
  }

  it(`N6: the search finds a code that was planted in the database, on ${store}`, async () => {
    world = await startWorld({ store });
    const { code } = await issue(world, 'adam', 'lena');
    const { id: organizationId } = world.organization;
    const draft = draftAudit(
      { clock: world.clock, random: systemRandom },
      {
        organizationId,
        action: 'directory.imported',
        actor: { kind: 'operator', id: 'test' },
        source: 'test',
        details: { note: `x${Buffer.from(`xx${code.toLowerCase()}`).toString('base64')}` },
      },
    );
    const forbidden = [{ name: 'a code', value: code }];
    expect(findLeaks(await dumpDatabase(world.config.database), forbidden)).toEqual([]);
    await world.store.transact(organizationId, (tx) => tx.audit.append(draft));
    const found = findLeaks(await dumpDatabase(world.config.database), forbidden);
    expect(found.join()).toContain('a code, base64');
  });
}

describe('a crash', () => {
  it('N6: an error that nobody caught, with the code in it, ends the program without printing it', async () => {
    world = await startWorld();
    const { sandbox, config } = world;
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await world.service.stop();
    const { botToken, appToken } = sandbox.app();
    if (config.database.kind !== 'sqlite') throw new Error('The world was to be on SQLite');
    const child = spawn(
      process.execPath,
      [
        '--import',
        new URL('../support/throw-at-reveal.ts', import.meta.url).href,
        'src/backupcode.js',
        'start',
      ],
      {
        cwd: new URL('../..', import.meta.url),
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: `sqlite:${config.database.path}`,
          MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
          SLACK_BOT_TOKEN: botToken,
          SLACK_APP_TOKEN: appToken,
          SLACK_API_URL: sandbox.apiUrl,
          HTTP_PORT: '0',
          LOG_LEVEL: 'trace',
        },
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    const exited = once(child, 'exit');
    await expect.poll(() => output, { timeout: 10_000 }).toContain('Ctrl-C');
    const adam = sandbox.actAs('adam');
    await adam.click(prompt, 'generate_code');
    const [exitCode] = await exited;
    expect(exitCode).toBe(1);
    expect(output).toContain('Backupcode crashed:');
    expect(output).toContain('could not');
    const sent = listSent().map(({ content }) => String(content));
    const code = sent.flatMap((text) => /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(text) ?? [])[0] ?? '';
    expect(code).not.toBe('');
    const portal = await openPortal(world);
    const forbidden = [{ name: 'a code', value: code }, ...listSecrets(portal)];
    expect(findLeaks([{ where: 'the output', content: output }], forbidden)).toEqual([]);
  });
});

describe('the search itself', () => {
  const value = 'ABCD-EFGH-JKMN-PQRS';
  const find = (content: string | Buffer) => findLeaks([{ where: 'here', content }], [{ name: 'it', value }]);

  it.each([
    ['as it is', `"${value}"`],
    ['in small letters, without dashes', value.toLowerCase().replaceAll('-', '')],
    ['with spaces', value.replaceAll('-', ' ')],
    ['URL-encoded with spaces', encodeURIComponent(value.replaceAll('-', ' '))],
    ['in hex', Buffer.from(value).toString('hex').toUpperCase()],
    ['in hex, without dashes', Buffer.from(value.replaceAll('-', '')).toString('hex')],
    ['in base64', Buffer.from(value).toString('base64')],
    ['in base64 of a longer text', Buffer.from(`{"a":"${value}"}`).toString('base64')],
    ['in base64url of a longer text', Buffer.from(`{"ab":"${value}"}`).toString('base64url')],
    ['in UTF-16', Buffer.from(value, 'utf16le')],
  ])('N6: finds a code %s', (_form, content) => {
    expect(find(content)).not.toEqual([]);
    world = { stop: async () => undefined } as World;
  });

  it('N6: finds nothing where there is nothing', () => {
    expect(find('ABCD-EFGH-JKMN-PQR2, and many other words')).toEqual([]);
    world = { stop: async () => undefined } as World;
  });
});
