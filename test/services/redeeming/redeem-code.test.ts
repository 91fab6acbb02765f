import { createHmac, scryptSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import { formatCode } from '../../../src/domain/codes/code-format.ts';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { nameLockoutKeyOf } from '../../../src/services/redeeming/lockout-key.ts';
import type { RedeemRefusalReason } from '../../../src/services/redeeming/redeem-code.ts';
import { hashOf } from '../../support/hash-of.ts';
import { recordCalls } from '../../support/record-calls.ts';
import { T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { drawCode, openRedeemWorld, type RedeemWorld } from '../open-redeem-world.ts';

const wrongCode = () => formatCode(drawCode());

/** So many wrong codes, each as soon as one is looked at. */
async function fail({ redeem, clock }: RedeemWorld, login: string | null, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const result = await redeem(login, wrongCode());
    if (result.kind !== 'refused') return expect.unreachable('a wrong code was accepted');
    if (result.reason === 'delayed') {
      clock.at += (result.retryAfterSeconds ?? 0) * 1000;
      index -= 1;
    }
  }
}

describe('one success', () => {
  test('N3: of 50 attempts at once one succeeds, and the others hear that it was used', async () => {
    const { redeem, issue, lena, history } = await openRedeemWorld();
    const { code } = await issue();
    const results = await Promise.all(Array.from({ length: 50 }, () => redeem(lena.email, code)));
    expect(results.filter(({ kind }) => kind === 'redeemed')).toHaveLength(1);
    const refused = results.filter((result) => result.kind === 'refused');
    expect(refused.map(({ reason }) => reason)).toEqual(Array(49).fill('used'));
    expect(refused.every(({ publicCode }) => publicCode === 'code_used')).toBe(true);
    const actions = (await history()).map(({ action }) => action);
    expect(actions.filter((action) => action === 'code.redeemed')).toHaveLength(1);
    expect(actions.filter((action) => action === 'redeem.refused')).toHaveLength(49);
  });

  test('N3: so it is across two handles on the same data', async () => {
    const world = await openRedeemWorld();
    const { code } = await world.issue();
    const other = world.redeemBy(await world.openAnother());
    const attempts = Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0 ? world.redeem : other)(world.lena.email, code),
    );
    const kinds = (await Promise.all(attempts)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'redeemed')).toHaveLength(1);
  });

  test('N13, N14: a success is on record and tells both the target and the issuer', async () => {
    const { redeem, issue, lena, store, history, clock } = await openRedeemWorld();
    const { code, record } = await issue();
    const result = await redeem(lena.email, code);
    expect(result).toMatchObject({ kind: 'redeemed', user: lena, at: T0, code: { state: 'redeemed' } });
    expect(await history()).toMatchObject([
      { action: 'code.redeemed', target: lena.id, source: 'http:192.0.2.7', details: { codeId: record.id } },
    ]);
    const notices = await store.read.notices.listOverdue(clock.now(), 10);
    expect(notices.map(({ content }) => content.kind).sort()).toEqual([
      'requester_code_redeemed',
      'target_code_redeemed',
    ]);
  });

  test('N2: a code typed by hand is the code that was shown', async () => {
    const { redeem, issue, lena } = await openRedeemWorld();
    const { code } = await issue();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' – ')} `;
    expect((await redeem(lena.email, typed)).kind).toBe('redeemed');
  });

  test('a person is found by any spelling of their address', async () => {
    const { redeem, issue, lena } = await openRedeemWorld();
    const { code } = await issue();
    expect((await redeem(` ${lena.email?.toUpperCase()}. `, code)).kind).toBe('redeemed');
  });

  test('N6: neither the code nor a wrong one is in the file or the history, whatever was tried', async () => {
    const { redeem, issue, lena, history, path } = await openRedeemWorld();
    const { code } = await issue();
    const wrong = wrongCode();
    await redeem(lena.email, wrong);
    await redeem(code, code);
    await redeem(lena.email, code);
    await redeem(lena.email, code);
    const files = await Promise.all(['', '-wal'].map((end) => readFile(`${path}${end}`, 'latin1')));
    const written = files.join('') + JSON.stringify(await history());
    expect(written).toContain(lena.email);
    for (const secret of [code, wrong]) {
      expect(written).not.toContain(secret);
      expect(written).not.toContain(secret.replaceAll('-', ''));
    }
  });
});

describe('when it expires', () => {
  test.each([
    [-1000, 'redeemed'],
    [-1, 'redeemed'],
    [0, 'refused'],
    [1, 'refused'],
    [1000, 'refused'],
  ])('N5: %d ms from its expiry a code is %s', async (offset, kind) => {
    const { redeem, issue, lena, clock } = await openRedeemWorld();
    const { code, record } = await issue();
    clock.at = record.expiresAt + offset;
    const result = await redeem(lena.email, code);
    expect(result.kind).toBe(kind);
    if (kind === 'refused') expect(result).toMatchObject({ reason: 'expired', publicCode: 'code_expired' });
  });

  test('N5: a code whose expiry was put off in the database does not work', async () => {
    const { redeem, issue, lena, path } = await openRedeemWorld();
    const { code, record } = await issue();
    const database = new DatabaseSync(path);
    database
      .prepare('UPDATE backup_codes SET expires_at = ? WHERE id = ?')
      .run(record.expiresAt + 86_400_000, record.id);
    database.close();
    expect(await redeem(lena.email, code)).toMatchObject({ kind: 'refused', publicCode: 'code_refused' });
  });

  test('N5: a clock that was set back does not revive a code that was marked as expired', async () => {
    const { redeem, issue, lena, clock } = await openRedeemWorld();
    const { code } = await issue({ state: 'expired', settledAt: T0 });
    clock.at = T0 - 1000;
    expect(await redeem(lena.email, code)).toMatchObject({ reason: 'expired' });
  });
});

describe('why it is refused', () => {
  const settled = [
    ['redeemed', 'used', 'code_used'],
    ['revoked', 'revoked', 'code_refused'],
    ['superseded', 'superseded', 'code_refused'],
    ['expired', 'expired', 'code_expired'],
    ['undelivered', 'undelivered', 'code_refused'],
  ] as const;
  test.each(settled)(
    'N8: a code that is %s is on record as %s, and outside it is %s',
    async (state, reason, publicCode) => {
      const { redeem, issue, lena, history } = await openRedeemWorld();
      const { code } = await issue({ state });
      expect(await redeem(lena.email, code)).toEqual({
        kind: 'refused',
        reason,
        publicCode,
        retryAfterSeconds: null,
      });
      expect(await history()).toMatchObject([
        { action: 'redeem.refused', outcome: 'refused', reason, target: lena.id, source: 'http:192.0.2.7' },
      ]);
    },
  );

  test('N8: a superseded code is named as such while its successor lives, and the successor works', async () => {
    const { redeem, issue, lena } = await openRedeemWorld();
    const old = await issue({ state: 'superseded' });
    const { code } = await issue({ createdAt: T0 + 1 });
    expect(await redeem(lena.email, old.code)).toMatchObject({ reason: 'superseded' });
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });

  test('N8: where no code lives, the two newest are each named as what they are', async () => {
    const { redeem, issue, lena } = await openRedeemWorld();
    const older = await issue({ state: 'superseded' });
    const newer = await issue({ state: 'revoked', createdAt: T0 + 1 });
    expect(await redeem(lena.email, older.code)).toMatchObject({ reason: 'superseded' });
    expect(await redeem(lena.email, newer.code)).toMatchObject({ reason: 'revoked' });
  });

  test('N3: a live code works although two that are over look newer, made by an instance whose clock is ahead', async () => {
    const { redeem, issue, lena } = await openRedeemWorld();
    for (const ahead of [60_000, 120_000]) await issue({ state: 'revoked', createdAt: T0 + ahead });
    const { code } = await issue();
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });

  test.each(['invited', 'suspended', 'deactivated'] as const)(
    'N8, N9: of a user who is %s',
    async (status) => {
      const { redeem, issue, lena, store } = await openRedeemWorld();
      const { code, record } = await issue();
      await store.transact(lena.organizationId, (tx) => tx.directory.update({ ...lena, status }));
      expect(await redeem(lena.email, code)).toMatchObject({
        reason: 'user_not_confirmed',
        publicCode: 'code_refused',
      });
      expect((await store.read.codes.find(lena.organizationId, record.id))?.state).toBe('active');
    },
  );

  test('N8: wrong, mistyped, unknown, delayed and disabled are each on record by their name', async () => {
    const world = await openRedeemWorld();
    const { redeem, lena, history, setPolicy } = world;
    await setPolicy({ failuresMax: 10, burstFailures: 100 });
    await redeem(lena.email, 'rubbish');
    await redeem('ghost@acme.test', wrongCode());
    await redeem('not even an address', wrongCode());
    for (let index = 0; index < 6; index += 1) await redeem(lena.email, wrongCode());
    await fail(world, lena.email, 5);
    expect(await redeem(lena.email, wrongCode())).toEqual({
      kind: 'refused',
      reason: 'disabled',
      publicCode: 'too_many_attempts',
      retryAfterSeconds: null,
    });
    const events = await history();
    const reasons = new Set(events.map(({ reason }) => reason));
    const expected: RedeemRefusalReason[] = ['mistyped', 'user_unknown', 'wrong_code', 'delayed', 'disabled'];
    for (const reason of expected) expect(reasons).toContain(reason);
    expect(events.filter(({ action }) => action === 'redeem.disabled')).toHaveLength(1);
  });

  test('N6: a login that names nobody is on record only as a digest: people type codes into the wrong field', async () => {
    const { redeem, history } = await openRedeemWorld();
    await redeem('hunter2 is my password', wrongCode());
    const [event] = await history();
    expect(event?.target).toMatch(/^unknown_[0-9a-f]{32}$/);
    expect(JSON.stringify(event)).not.toContain('hunter2');
  });
});

describe('the lockout', () => {
  test('N2: mistyped codes do not touch it', async () => {
    const { redeem, issue, lena, store } = await openRedeemWorld();
    const { code } = await issue();
    for (let index = 0; index < 30; index += 1) {
      expect(await redeem(lena.email, code.slice(1))).toMatchObject({ reason: 'mistyped' });
    }
    expect(await store.read.lockouts.find(lena.organizationId, lena.id)).toBeNull();
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });

  test('N7: while it is on even the right code waits, and attempts do not prolong it', async () => {
    const world = await openRedeemWorld();
    const { redeem, issue, lena, clock } = world;
    const { code } = await issue();
    await fail(world, lena.email, 7);
    const until = clock.at + 4000;
    for (const ms of [0, 1, 1000, 2999, 3000, 3999]) {
      clock.at = until - 4000 + ms;
      const expected = { reason: 'delayed', retryAfterSeconds: Math.ceil((4000 - ms) / 1000) };
      expect(await redeem(lena.email, code)).toMatchObject(expected);
      expect(await redeem(lena.email, wrongCode())).toMatchObject(expected);
    }
    clock.at = until;
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });

  test('N7: a success begins anew', async () => {
    const world = await openRedeemWorld();
    const { issue, redeem, lena } = world;
    await fail(world, lena.email, 4);
    const { code } = await issue();
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
    await fail(world, lena.email, 4);
    expect(await redeem(lena.email, wrongCode())).toMatchObject({ reason: 'wrong_code' });
    expect(await redeem(lena.email, wrongCode())).toMatchObject({ reason: 'delayed', retryAfterSeconds: 1 });
  });

  test('N7: it counts across two handles, and neither loses a failure of the other', async () => {
    const world = await openRedeemWorld();
    const { lena, store, clock, setPolicy } = world;
    await setPolicy({ delayAfterFailures: 20, burstFailures: 100 });
    const other = world.redeemBy(await world.openAnother());
    await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        (index % 2 === 0 ? world.redeem : other)(lena.email, wrongCode()),
      ),
    );
    const { organizationId } = lena;
    const nameKey = nameLockoutKeyOf(createTestKeys(), organizationId, lena.email ?? '', true);
    const lockouts = [nameKey, lena.id].map((key) => store.read.lockouts.find(organizationId, key));
    const [ofName, ofPerson] = await Promise.all(lockouts);
    expect(ofName).toMatchObject({ consecutiveFailures: 16, windowFailures: 16, windowStartedAt: clock.at });
    expect(ofPerson).toMatchObject({ consecutiveFailures: 16, isDisabled: false });
  });

  test('N7: it outlives the process', async () => {
    const world = await openRedeemWorld();
    const { lena, store } = world;
    await fail(world, lena.email, 5);
    await store.close();
    const restarted = world.redeemBy(await world.openAnother());
    expect(await restarted(lena.email, wrongCode())).toMatchObject({ reason: 'delayed' });
  });

  test('N7: a burst freezes for as long as the policy says, is on record, and alarms the security channel once', async () => {
    const world = await openRedeemWorld();
    const { redeem, issue, lena, clock, history, store, setPolicy } = world;
    await setPolicy({ securityChannelId: 'C1', freezeMinutes: 15 });
    const { code } = await issue({ expiresAt: T0 + 86_400_000 });
    await fail(world, lena.email, 10);
    expect(await redeem(lena.email, code)).toMatchObject({ reason: 'delayed', retryAfterSeconds: 15 * 60 });
    expect((await history()).filter(({ action }) => action === 'redeem.frozen')).toMatchObject([
      { target: lena.id, outcome: 'refused' },
    ]);
    const notices = await store.read.notices.listOverdue(clock.now(), 10);
    expect(notices.map(({ content }) => content)).toEqual([
      { kind: 'security_redeem_alarm', userId: lena.id, alarm: 'frozen', ownerId: null },
      { kind: 'target_redeem_alarm', userId: lena.id, alarm: 'frozen' },
    ]);
    clock.at += 15 * 60_000;
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });

  test('N7: wrong codes for one person do not slow down another', async () => {
    const world = await openRedeemWorld();
    const { redeem, issue, lena, mia } = world;
    const { code } = await issue();
    await fail(world, mia.email, 8);
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });
});

describe('nothing to be found out by trying', () => {
  test('N9: unknown user, user without a code and wrong code get the same answers at the same moments', async () => {
    const { redeem, issue, lena, mia, clock, setPolicy } = await openRedeemWorld();
    await setPolicy({ failuresMax: 14 });
    await issue();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const answers = [];
      for (const login of [lena.email, mia.email, 'ghost@acme.test']) {
        const result = await redeem(login, wrongCode());
        if (result.kind !== 'refused') return expect.unreachable('a wrong code was accepted');
        answers.push({ publicCode: result.publicCode, wait: result.retryAfterSeconds });
      }
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
      clock.at += Math.max(1, ((answers[0]?.wait ?? 0) * 1000) / (attempt % 2 === 0 ? 1 : 2));
    }
  });

  test('N9: spellings of an unknown address share one lockout, as those of a known one do', async () => {
    const spellings = (address: string) => [
      address,
      address.toUpperCase(),
      ` ${address} `,
      `${address}.`,
      address.replace('.example', '。example'),
    ];
    const { redeem, mia } = await openRedeemWorld();
    for (const address of [String(mia.email), 'ghost@people.example']) {
      for (const spelling of spellings(address)) {
        expect(await redeem(spelling, wrongCode()), spelling).toMatchObject({ publicCode: 'code_refused' });
      }
      for (const spelling of spellings(address)) {
        expect(await redeem(spelling, wrongCode()), spelling).toMatchObject({ reason: 'delayed' });
      }
    }
  });

  test('N9: the work is the same, step by step, so the time taken tells nothing', async () => {
    const world = await openRedeemWorld();
    const { lena, mia, store, clock, issue } = world;
    await issue();
    const testKeys = createTestKeys();
    const steps: string[] = [];
    const keys: typeof testKeys = {
      keyIds: testKeys.keyIds,
      current(purpose) {
        steps.push(`current ${purpose}`);
        return testKeys.current(purpose);
      },
      find(purpose, id) {
        steps.push(`find ${purpose}`);
        return testKeys.find(purpose, id);
      },
    };
    const redeem = world.redeemBy(recordCalls(store, steps), keys);
    /** The look-up key is needed only for unknown logins: one HMAC, a small part of one comparison. */
    const trace = async (login: string | null): Promise<string[]> => {
      steps.length = 0;
      await redeem(login, wrongCode());
      return steps.filter((step) => step !== 'current lookup');
    };
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const wrong = await trace(lena.email);
      expect(wrong.filter((step) => step === 'find code-pepper')).toHaveLength(2);
      expect(await trace(mia.email)).toEqual(wrong);
      expect(await trace('ghost@acme.test')).toEqual(wrong);
      clock.at += 1500;
    }
  });
});

describe('keys', () => {
  const key = (id: string) => ({ id, bytes: new Secret(new Uint8Array(32).fill(id.length)) });

  test('N4: a live code is redeemed after the master key was rotated', async () => {
    const world = await openRedeemWorld();
    const { code } = await world.issue({}, createKeyRing([key('k')]));
    const redeem = world.redeemBy(world.store, createKeyRing([key('newer'), key('k')]));
    expect((await redeem(world.lena.email, code)).kind).toBe('redeemed');
  });

  test('N4: a settled code whose key is gone counts as unknown, and does not stand in the way of the live one', async () => {
    const world = await openRedeemWorld();
    const old = await world.issue({ state: 'redeemed' }, createKeyRing([key('k')]));
    const { code } = await world.issue({ createdAt: T0 + 1 });
    expect(await world.redeem(world.lena.email, old.code)).toMatchObject({ reason: 'wrong_code' });
    expect((await world.redeem(world.lena.email, code)).kind).toBe('redeemed');
  });

  /** As it is kept at another work factor. */
  async function issueAtOldCost(
    world: Awaited<ReturnType<typeof openRedeemWorld>>,
    change: Partial<BackupCode>,
  ) {
    const { store, lena } = world;
    const symbols = drawCode();
    const settled = await world.issue({ state: 'revoked' });
    const { organizationId } = lena;
    const id = settled.record.id.replace('cod_', 'cod_x') as BackupCode['id'];
    const salt = Buffer.alloc(16, 3);
    const stretched = scryptSync(symbols, salt, 32, { N: 1024, r: 8, p: 1 });
    const digest = createHmac('sha256', createTestKeys().current('code-pepper').bytes)
      .update(`${organizationId}\n${lena.id}\n${id}\n${settled.record.expiresAt}\n`)
      .update(stretched)
      .digest('base64');
    const hash = { ...hashOf(settled.record), cost: 1024, salt: salt.toString('base64'), digest };
    await store.transact(organizationId, (tx) =>
      tx.codes.insert({ ...settled.record, state: 'active', ...change, id, hash }),
    );
    return symbols;
  }

  test('N4: a live code that was kept at a higher work factor is redeemed', async () => {
    const world = await openRedeemWorld();
    const code = await issueAtOldCost(world, {});
    expect((await world.redeem(world.lena.email, code)).kind).toBe('redeemed');
  });

  test('N9: a settled one is not even compared: it would take longer than a decoy', async () => {
    const world = await openRedeemWorld();
    const code = await issueAtOldCost(world, { state: 'redeemed' });
    expect(await world.redeem(world.lena.email, code)).toMatchObject({ reason: 'wrong_code' });
  });

  test('N4: a live code whose key is gone is a fault that is named, and burns no attempt', async () => {
    const world = await openRedeemWorld();
    const { code } = await world.issue({}, createKeyRing([key('k')]));
    await expect(world.redeem(world.lena.email, code)).rejects.toThrow(/"k".*MASTER_KEYS/);
    expect(await world.store.read.lockouts.find(world.lena.organizationId, world.lena.id)).toBeNull();
  });

  test('N4: a hash copied to another user opens nothing for them', async () => {
    const { issue, redeem, lena, mia, store } = await openRedeemWorld();
    const { code, record } = await issue({ userId: lena.id });
    const copied = await issue({ userId: mia.id });
    await store.transact(lena.organizationId, async (tx) => {
      const { organizationId, id } = copied.record;
      await tx.codes.transition(organizationId, id, ['active'], 'revoked', {});
      await tx.codes.insert({
        ...copied.record,
        id: record.id.replace('cod_', 'cod_x') as typeof id,
        hash: record.hash,
      });
    });
    expect(await redeem(mia.email, code)).toMatchObject({ reason: 'wrong_code' });
    expect((await redeem(lena.email, code)).kind).toBe('redeemed');
  });
});
