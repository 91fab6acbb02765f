import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import type { Store } from '../../src/ports/store.ts';
import { createRedeemCode } from '../../src/services/redeeming/redeem-code.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import { errorCodeOf, openClientWorld, ringOf, storeKinds, wrongCode } from './open-client-world.ts';

const path = '/v1/codes/redeem';
const keyed = (key: string) => ({ 'idempotency-key': key });
const withoutProof = ({ assertion: _, ...rest }: Record<string, unknown>) => rest;

describe.each(storeKinds)('asking again for a lost answer, on %s', (kind) => {
  async function open() {
    const world = await openClientWorld(kind);
    const portal = await world.addClient('Portal');
    return { ...world, world, portal, user: world.lena.email };
  }

  it('N3: the same request with the same key gets the same answer, and spends nothing more', async () => {
    const { main, portal, issue, user, actions, clock } = await open();
    const { code } = await issue();
    const first = await main.send(portal, path, { user, code }, keyed('k-1'));
    clock.at += 3_600_000;
    const again = await main.send(portal, path, { user, code }, keyed('k-1'));
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(withoutProof(again.body)).toEqual(withoutProof(first.body));
    // The proof ends when it would have ended: a key that leaks later proves nothing (N18).
    const [proof, repeated] = [first, again].map(({ body }) => decodeJwt(String(body.assertion)));
    expect(repeated).toEqual(proof);
    expect(Number(proof?.exp) - Number(proof?.iat)).toBe(120);
    expect((await actions()).filter((action) => action === 'code.redeemed')).toHaveLength(1);
    // Without the key it is what it was: used.
    expect(errorCodeOf(await main.send(portal, path, { user, code }))).toBe('code_used');
  });

  it('N19: after “This wasn’t me” no fresh proof comes of asking again', async () => {
    const { main, portal, issue, user, store, organizationId, lena, clock } = await open();
    const { code } = await issue();
    expect((await main.send(portal, path, { user, code }, keyed('k-1'))).status).toBe(200);
    const [used] = await store.read.codes.listLatest(organizationId, lena.id, 1);
    if (used === undefined) throw new Error('there is no code');
    await store.transact(organizationId, (tx) =>
      tx.codes.transition(organizationId, used.id, ['redeemed'], 'redeemed', { disownedAt: clock.at }),
    );
    expect(errorCodeOf(await main.send(portal, path, { user, code }, keyed('k-1')))).toBe('code_refused');
  });

  it('N18: a person who was suspended meanwhile is let in by no answer that was given before', async () => {
    const { main, portal, issue, user, store, organizationId, lena } = await open();
    const { code } = await issue();
    expect((await main.send(portal, path, { user, code }, keyed('k-1'))).status).toBe(200);
    await store.transact(organizationId, (tx) => tx.directory.update({ ...lena, status: 'suspended' }));
    expect(errorCodeOf(await main.send(portal, path, { user, code }, keyed('k-1')))).toBe('code_refused');
  });

  it('N2, N8: a refusal is said again as it was, and costs no second failure', async () => {
    const { main, portal, user, lena, store, organizationId, clock, issue } = await open();
    const wrong = wrongCode();
    const { code } = await issue({ expiresAt: clock.at });
    for (const [sent, refusal] of [
      [wrong, 'code_refused'],
      [code, 'code_expired'],
      ['typo', 'code_mistyped'],
    ] as const) {
      const answers = [];
      for (let i = 0; i < 3; i += 1)
        answers.push(await main.send(portal, path, { user, code: sent }, keyed(`k-${refusal}`)));
      expect(answers.map(errorCodeOf)).toEqual([refusal, refusal, refusal]);
    }
    expect((await store.read.lockouts.find(organizationId, lena.id))?.consecutiveFailures).toBe(1);
  });

  it('another body under the same key is refused and not looked at; another service has keys of its own', async () => {
    const { main, portal, issue, user, world, actions } = await open();
    const other = await world.addClient('Other');
    const { code } = await issue();
    await main.send(portal, path, { user, code: wrongCode() }, keyed('k'));
    const before = await actions();
    const reused = await main.send(portal, path, { user, code }, keyed('k'));
    expect([reused.status, errorCodeOf(reused)]).toEqual([422, 'idempotency_key_reused']);
    expect(await actions()).toEqual(before);
    // The other service's same key says nothing of ours, and its redeem is its own.
    expect((await main.send(other, path, { user, code }, keyed('k'))).status).toBe(200);
    const theirs = await main.send(portal, path, { user, code }, keyed('k-2'));
    expect(errorCodeOf(theirs)).toBe('code_used');
  });

  it('N7: an attempt that the lockout turned away is not remembered: later the same request is looked at', async () => {
    const { main, portal, issue, user, clock } = await open();
    const { code } = await issue();
    for (let i = 0; i < 5; i += 1) await main.send(portal, path, { user, code: wrongCode() });
    const delayed = await main.send(portal, path, { user, code }, keyed('k'));
    expect(delayed.status).toBe(429);
    clock.at += Number(delayed.headers.get('retry-after')) * 1000;
    expect((await main.send(portal, path, { user, code }, keyed('k'))).status).toBe(200);
  });

  it('N7: nor is one while redeeming is disabled: after an unlock the same request is looked at', async () => {
    const { main, portal, issue, user, clock, store, organizationId, lena } = await open();
    const { code } = await issue();
    const lockout = newLockout(organizationId, lena.id, clock.at);
    await store.transact(organizationId, (tx) => tx.lockouts.put({ ...lockout, isDisabled: true }));
    expect((await main.send(portal, path, { user, code }, keyed('k'))).status).toBe(429);
    await store.transact(organizationId, (tx) => tx.lockouts.put(lockout));
    expect((await main.send(portal, path, { user, code }, keyed('k'))).status).toBe(200);
  });

  it('N3: of fifty of the same at once through two instances one spends the code, and all hear it', async () => {
    const { main, portal, issue, user, start, openAnother, actions } = await open();
    const other = await start({ store: await openAnother() });
    const { code } = await issue();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 === 0 ? main : other).send(portal, path, { user, code }, keyed('k')),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect((await actions()).filter((action) => action === 'code.redeemed')).toHaveLength(1);
    expect((await actions()).filter((action) => action === 'redeem.refused')).toHaveLength(0);
  }, 60_000);

  it('N4: an outcome is found again while the master keys are rotated', async () => {
    const { main, portal, issue, user, start } = await open();
    const { code } = await issue();
    expect((await main.send(portal, path, { user, code }, keyed('k'))).status).toBe(200);
    const rotated = await start({ keys: ringOf('new-key', 'test') });
    expect((await rotated.send(portal, path, { user, code }, keyed('k'))).status).toBe(200);
  });

  it('after a day the key is free', async () => {
    const { main, portal, issue, user, clock } = await open();
    const { code } = await issue();
    await main.send(portal, path, { user, code }, keyed('k'));
    clock.at += 86_400_000;
    expect(errorCodeOf(await main.send(portal, path, { user, code }, keyed('k')))).toBe('code_used');
  });

  it('a key that is not printable ASCII, too long or empty is refused before anything is looked at', async () => {
    const { main, portal, issue, user } = await open();
    const { code } = await issue();
    for (const key of ['', 'a b', 'x'.repeat(256), 'naïve', 'a, b']) {
      const answer = await main.send(portal, path, { user, code }, keyed(key));
      expect([answer.status, errorCodeOf(answer)], JSON.stringify(key.slice(0, 10))).toEqual([
        400,
        'bad_request',
      ]);
    }
    expect((await main.send(portal, path, { user, code }, keyed('x'.repeat(255)))).status).toBe(200);
  });

  it('N6: neither the code nor the key nor the proof is kept', async () => {
    const { main, portal, issue, user, databaseUrl } = await open();
    const { code } = await issue();
    const { body } = await main.send(portal, path, { user, code }, keyed('the-key-as-sent'));
    const database = databaseUrl.startsWith('sqlite:')
      ? ({ kind: 'sqlite', path: databaseUrl.slice('sqlite:'.length) } as const)
      : ({ kind: 'mongodb', uri: new Secret(databaseUrl) } as const);
    const written = await dumpDatabase(database);
    const dump = written.map(({ content }) => content.toString('latin1')).join('\n');
    expect(dump).toContain('redeemed');
    for (const secret of [code, code.replaceAll('-', ''), 'the-key-as-sent', String(body.assertion)])
      expect(dump).not.toContain(secret);
  });

  it('N3: a failure anywhere in the transaction leaves neither redeem nor outcome, and the next try has both', async () => {
    const { deps, portal, issue, user, lena, store, organizationId } = await open();
    const { code, record } = await issue();
    const input = {
      client: portal.service,
      login: user ?? '',
      typedCode: new Secret(code),
      source: 'http:test',
      idempotencyKey: 'k',
    };
    for (const broken of ['codes.transition', 'audit.append', 'redeemOutcomes.insert']) {
      const redeem = createRedeemCode({ ...deps, store: breakAfter(store, broken) });
      await expect(redeem(input)).rejects.toThrow('The power went out');
      expect((await store.read.codes.find(organizationId, record.id))?.state).toBe('active');
      expect(await store.read.lockouts.find(organizationId, lena.id)).toBeNull();
    }
    const redeem = createRedeemCode(deps);
    expect((await redeem(input)).kind).toBe('redeemed');
    expect((await redeem(input)).kind).toBe('redeemed');
  });
});

/** The store, whose transactions die right after one kind of write. */
function breakAfter(store: Store, broken: string): Store {
  const [repository = '', method = ''] = broken.split('.');
  return {
    ...store,
    transact: (organizationId, work) =>
      store.transact(organizationId, (tx) => {
        const original = Reflect.get(Reflect.get(tx, repository), method);
        const dying = async (...given: unknown[]): Promise<never> => {
          await original(...given);
          throw new Error('The power went out');
        };
        return work({ ...tx, [repository]: { ...Reflect.get(tx, repository), [method]: dying } });
      }),
  };
}
