import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBlocks } from '../../src/sandbox/blocks/check-blocks.ts';
import {
  BLOCK_TYPES,
  ELEMENTS,
  ENVELOPE_KINDS,
  EVENTS,
  INTERACTION_TYPES,
  LIMITS,
  METHOD_ERRORS,
  METHODS,
  type MethodName,
  NOT_IMITATED,
  type RESPONSE_URL_ERRORS,
} from '../../src/sandbox/coverage.ts';
import { METHOD_HANDLERS } from '../../src/sandbox/methods/method-table.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { Cleanup, manifest, SCOPES, section, socketBolt } from './support.ts';

const cleanup = new Cleanup();
const clock = { ms: Date.now() };
let sandbox: Sandbox;
/** Which trigger and response URL the app last got. */
const latest = { trigger: '', url: '' };

beforeAll(async () => {
  const everything = [...SCOPES, 'chat:write.public', 'mpim:read'];
  sandbox = await startSandbox({
    now: () => clock.ms,
    limitPosts: true,
    ackTimeoutMs: 300,
    apps: [
      { manifest: manifest({ scopes: everything, events: ['message.im'] }) },
      { manifest: manifest({ scopes: ['chat:write'] }) },
    ],
  });
  cleanup.add(() => sandbox.stop());
  await socketBolt(cleanup, sandbox, (app) => {
    app.command('/probe', async ({ ack, command }) => {
      latest.trigger = command.trigger_id;
      latest.url = command.response_url;
      await ack();
    });
    app.action(/./, async ({ ack, body }) => {
      if ('trigger_id' in body) latest.trigger = body.trigger_id;
      await ack();
    });
  });
});
afterAll(() => cleanup.run());

interface Raw {
  readonly ok: boolean;
  readonly error?: string;
  readonly [field: string]: unknown;
}

async function call(
  method: string,
  args: object = {},
  token: string | null = sandbox.app().botToken,
): Promise<Raw> {
  const response = await fetch(`${sandbox.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Raw;
}

async function errorOf(answer: Promise<Raw>): Promise<string | undefined> {
  return (await answer).error;
}

async function freshTrigger(): Promise<string> {
  await sandbox.actAs('adam').command('#general', '/probe');
  return latest.trigger;
}

async function posted(channel: string): Promise<string> {
  clock.ms += 2000;
  return String((await call('chat.postMessage', { channel, text: 'hello' })).ts);
}

const modal = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Probe' },
  blocks: [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
    },
  ],
};

/** For every error that the sandbox claims to imitate, a call that gets it. */
const METHOD_ERROR_CASES: Record<(typeof METHOD_ERRORS)[number], () => Promise<string | undefined>> = {
  cannot_dm_bot: () => errorOf(call('conversations.open', { users: 'UBUILDER' })),
  cant_delete_message: async () => {
    await sandbox.actAs('adam').say('#general', 'mine');
    const mine = sandbox.actAs('adam').visibleMessages('#general').at(-1);
    return errorOf(call('chat.delete', { channel: 'CGENERAL', ts: mine?.ts }));
  },
  cant_update_message: async () => {
    await sandbox.actAs('adam').say('#general', 'mine');
    const mine = sandbox.actAs('adam').visibleMessages('#general').at(-1);
    return errorOf(call('chat.update', { channel: 'CGENERAL', ts: mine?.ts, text: 'yours' }));
  },
  channel_not_found: () => errorOf(call('conversations.info', { channel: 'CBOARD' })),
  exchanged_trigger_id: async () => {
    const trigger_id = await freshTrigger();
    await call('views.open', { trigger_id, view: modal });
    return errorOf(call('views.open', { trigger_id, view: modal }));
  },
  expired_trigger_id: async () => {
    const trigger_id = await freshTrigger();
    clock.ms += LIMITS.triggerMs + 1;
    return errorOf(call('views.open', { trigger_id, view: modal }));
  },
  hash_conflict: async () => {
    const view = { type: 'home', blocks: [] };
    await call('views.publish', { user_id: 'UADAM', view });
    return errorOf(call('views.publish', { user_id: 'UADAM', view, hash: 'old' }));
  },
  invalid_cursor: () => errorOf(call('users.list', { cursor: 'bm9ib2R5' })),
  internal_error: () => {
    sandbox.faults.inject({ match: { method: 'auth.test' }, kind: 'error' });
    return errorOf(call('auth.test'));
  },
  invalid_arguments: () => errorOf(call('conversations.info')),
  invalid_auth: () => errorOf(call('auth.test', {}, 'xoxb-made-up')),
  invalid_blocks: () =>
    errorOf(call('chat.postMessage', { channel: 'CGENERAL', blocks: [{ type: 'section' }] })),
  invalid_blocks_format: () => errorOf(call('chat.postMessage', { channel: 'CGENERAL', blocks: '{' })),
  invalid_trigger_id: () => errorOf(call('views.open', { trigger_id: '1.2.made-up', view: modal })),
  message_not_found: () => errorOf(call('chat.update', { channel: 'CGENERAL', ts: '1.000001', text: 'x' })),
  missing_scope: () => errorOf(call('users.info', { user: 'UADAM' }, sandbox.app(1).botToken)),
  msg_too_long: () => errorOf(call('chat.postMessage', { channel: 'CGENERAL', text: 'x'.repeat(40_001) })),
  no_text: () => errorOf(call('chat.postMessage', { channel: 'CGENERAL' })),
  not_allowed_token_type: () => errorOf(call('auth.test', {}, sandbox.app().appToken)),
  not_authed: () => errorOf(call('auth.test', {}, null)),
  not_found: () => errorOf(call('views.update', { view_id: 'V0', view: modal })),
  not_in_channel: () =>
    errorOf(call('chat.postMessage', { channel: 'CRANDOM', text: 'x' }, sandbox.app(1).botToken)),
  push_limit_reached: async () => {
    const adam = sandbox.actAs('adam');
    await call('views.open', { trigger_id: await freshTrigger(), view: modal });
    for (let depth = 1; depth < LIMITS.modalStack; depth += 1) {
      await adam.clickInView('more');
      await call('views.push', { trigger_id: latest.trigger, view: modal });
    }
    await adam.clickInView('more');
    return errorOf(call('views.push', { trigger_id: latest.trigger, view: modal }));
  },
  ratelimited: async () => {
    await posted('CGENERAL');
    return errorOf(call('chat.postMessage', { channel: 'CGENERAL', text: 'again' }));
  },
  unknown_method: () => errorOf(call('chat.teleport')),
  user_disabled: () => errorOf(call('conversations.open', { users: 'UDAN' })),
  user_not_found: () => errorOf(call('users.info', { user: 'UNOBODY' })),
  user_not_in_channel: () =>
    errorOf(call('chat.postEphemeral', { channel: 'CSECRET', user: 'UMIA', text: 'x' })),
  users_not_found: () => errorOf(call('users.lookupByEmail', { email: 'nobody@acme.test' })),
};

async function respond(body: unknown, times = 1): Promise<string | undefined> {
  let error: string | undefined;
  for (let turn = 0; turn < times; turn += 1) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(latest.url, { method: 'POST', headers, body: JSON.stringify(body) });
    error = response.ok ? undefined : ((await response.json()) as Raw).error;
  }
  return error;
}

const RESPONSE_URL_CASES: Record<(typeof RESPONSE_URL_ERRORS)[number], () => Promise<string | undefined>> = {
  expired_url: async () => {
    await freshTrigger();
    clock.ms += LIMITS.responseUrlMs + 1;
    return respond({ text: 'late' });
  },
  invalid_blocks: async () => {
    await freshTrigger();
    return respond({ blocks: [{ type: 'section' }] });
  },
  invalid_payload: async () => {
    await freshTrigger();
    return respond([]);
  },
  no_text: async () => {
    await freshTrigger();
    return respond({});
  },
  not_found: () => {
    latest.url = `${sandbox.origin}/commands/TACME/1/guessed`;
    return respond({ text: 'x' });
  },
  used_url: async () => {
    await freshTrigger();
    return respond({ text: 'x' }, LIMITS.responseUrlUses + 1);
  },
};

describe('the coverage matrix is what the sandbox does', () => {
  test.each(Object.entries(METHOD_ERROR_CASES))('error %s', async (name, provoke) => {
    clock.ms += 2000;
    expect(await provoke()).toBe(name);
  });

  test.each(Object.entries(RESPONSE_URL_CASES))('response URL error %s', async (name, provoke) => {
    expect(await provoke()).toBe(name);
  });

  test('every method is routed, and no other', async () => {
    const routed = ['api.test', ...Object.keys(METHOD_HANDLERS)].sort();
    expect(routed).toEqual(Object.keys(METHODS).sort());
    for (const method of Object.keys(METHODS)) {
      expect(await errorOf(call(method)), method).not.toBe('unknown_method');
    }
  });

  test('S10 sandbox: every method refuses a token without its scope', async () => {
    const bare = await startSandbox({ apps: [{ manifest: manifest({ scopes: [] }) }] });
    cleanup.add(() => bare.stop());
    for (const [method, { token, anyScope }] of Object.entries(METHODS)) {
      const response = await fetch(`${bare.apiUrl}${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bare.app().botToken}` },
      });
      const { error, needed } = (await response.json()) as Raw;
      if (token === 'app') expect(error, method).toBe('not_allowed_token_type');
      else if (anyScope.length > 0)
        expect({ error, needed }, method).toEqual({ error: 'missing_scope', needed: anyScope.join(',') });
      else expect(error, method).not.toBe('missing_scope');
    }
  });

  test('S10 sandbox: every event that needs a scope is refused without it', async () => {
    for (const [event, { scope }] of Object.entries(EVENTS)) {
      const start = startSandbox({ apps: [{ manifest: manifest({ scopes: [], events: [event] }) }] });
      if (scope === undefined) await expect(start.then((each) => each.stop())).resolves.toBeUndefined();
      else await expect(start, event).rejects.toThrow(scope);
    }
  });

  test('every block and element type is known, and unknown ones are refused', () => {
    const unsupported = (block: object) =>
      checkBlocks([block], 50).filter((problem) => problem.includes('unsupported type'));
    for (const type of BLOCK_TYPES) expect(unsupported({ type }), type).toEqual([]);
    expect(unsupported({ type: 'marquee' })).toHaveLength(1);
    for (const [type, homes] of Object.entries(ELEMENTS)) {
      for (const home of homes) {
        const holder = {
          section: { accessory: { type } },
          actions: { elements: [{ type }] },
          input: { element: { type } },
          context: { elements: [{ type }] },
        };
        expect(
          unsupported({ ...section('x'), type: home, ...(holder as Record<string, object>)[home] }),
          `${type} in ${home}`,
        ).toEqual([]);
      }
    }
    expect(unsupported({ type: 'actions', elements: [{ type: 'plain_text_input' }] })).toHaveLength(1);
  });

  test('every kind of envelope and of interaction is delivered', async () => {
    const adam = sandbox.actAs('adam');
    await adam.sendDirectMessage('hello');
    const view = { ...modal, notify_on_close: true, submit: { type: 'plain_text', text: 'Go' } };
    await call('views.open', { trigger_id: await freshTrigger(), view });
    await adam.clickInView('more');
    // Nobody listens to submissions here, so this one runs into the ack time-out and the modal stays.
    await adam.submitView();
    await adam.closeView();
    await adam.say('#general', 'hello');
    await adam.useShortcut('Probe');
    const said = adam.visibleMessages('#general').findLast(({ ephemeral }) => !ephemeral);
    if (!said) throw new Error('no message');
    await adam.useMessageShortcut(said, 'probe_message');
    const kinds = new Set(sandbox.envelopes().map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...ENVELOPE_KINDS].sort());
    const interactions = sandbox.envelopes({ kind: 'interactive' }).map(({ payload }) => payload.type);
    expect([...new Set(interactions)].sort()).toEqual([...INTERACTION_TYPES].sort());
  });

  test('every limit is used by the code', async () => {
    const folder = new URL('../../src/sandbox/', import.meta.url);
    const names = await readdir(folder, { recursive: true });
    const sources = await Promise.all(
      names.filter((name) => name.endsWith('.ts')).map((name) => readFile(new URL(name, folder), 'utf8')),
    );
    for (const limit of Object.keys(LIMITS)) expect(sources.join('\n'), limit).toContain(`LIMITS.${limit}`);
  });

  test('names are unique, and what is left out is said', () => {
    expect(new Set(METHOD_ERRORS).size).toBe(METHOD_ERRORS.length);
    expect(NOT_IMITATED.length).toBeGreaterThan(0);
    const names: MethodName[] = Object.keys(METHODS) as MethodName[];
    expect(names.length).toBe(21);
  });
});
