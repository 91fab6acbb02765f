import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createVerifyAudit } from '../../../src/services/audit/verify-audit.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
beforeEach(async () => {
  test = await openTestServices();
  for (let index = 1; index <= 8; index += 1) {
    await test.services.addDomain(test.organization.id, `d${index}.test`);
  }
});
afterEach(() => test.close());

const verify = (...head: [{ sequence: number; hash: string }?]) =>
  test.services.verifyAudit(test.organization.id, head[0] ?? null);
const rowOf = (sequence: number) => {
  const row = test.raw.prepare('SELECT id, hash FROM audit_events WHERE sequence = ?').get(sequence);
  return { id: String(row?.id), hash: String(row?.hash) };
};

describe('N14: audit verify names what was done to the history', () => {
  it('finds a sound one sound, and says its head', async () => {
    expect(await verify()).toEqual({ kind: 'sound', head: { sequence: 10, hash: rowOf(10).hash } });
  });

  it.each([
    ["action = 'domain.verified'"],
    ["outcome = 'refused'"],
    ["actor_id = 'somebody'"],
    ["target = 'evil.test'"],
    ["reason = 'because'"],
    ["source = 'http'"],
    ["at = '2020-01-01T00:00:00.000Z'"],
    [`details = '{"more":1}'`],
    ["id = 'evt_000000000000000000000000'"],
  ])('one event changed: %s', async (change) => {
    test.raw.exec(`UPDATE audit_events SET ${change} WHERE sequence = 5`);
    expect(await verify()).toEqual({
      kind: 'faulty',
      fault: 'altered',
      sequence: 5,
      eventId: rowOf(5).id,
    });
  });

  it.each([
    ["details = '{'", 'unreadable'],
    ["action = 'made.up'", 'unreadable'],
    ["details = 'null'", 'unreadable'],
  ])('one event damaged beyond reading: %s', async (change, fault) => {
    test.raw.exec(`UPDATE audit_events SET ${change} WHERE sequence = 5`);
    const result = await verify();
    expect(result).toMatchObject({ kind: 'faulty', sequence: 5 });
    expect(result).toMatchObject({ fault });
  });

  it('one event deleted', async () => {
    test.raw.exec('DELETE FROM audit_events WHERE sequence = 5');
    expect(await verify()).toEqual({ kind: 'faulty', fault: 'missing', sequence: 5, eventId: null });
  });

  it('the first event deleted', async () => {
    test.raw.exec('DELETE FROM audit_events WHERE sequence = 1');
    expect(await verify()).toMatchObject({ fault: 'missing', sequence: 1 });
  });

  it('one deleted and the rest moved up', async () => {
    test.raw.exec('DELETE FROM audit_events WHERE sequence = 5');
    for (let sequence = 6; sequence <= 10; sequence += 1) {
      test.raw.exec(`UPDATE audit_events SET sequence = ${sequence - 1} WHERE sequence = ${sequence}`);
    }
    expect(await verify()).toMatchObject({ fault: 'altered', sequence: 5 });
  });

  it('two events swapped', async () => {
    test.raw.exec('UPDATE audit_events SET sequence = 99 WHERE sequence = 4');
    test.raw.exec('UPDATE audit_events SET sequence = 4 WHERE sequence = 5');
    test.raw.exec('UPDATE audit_events SET sequence = 5 WHERE sequence = 99');
    expect(await verify()).toMatchObject({ fault: 'altered', sequence: 4 });
  });

  it('the newest events cut off', async () => {
    test.raw.exec('DELETE FROM audit_events WHERE sequence > 7');
    expect(await verify()).toEqual({ kind: 'faulty', fault: 'cut', sequence: 8, eventId: null });
  });

  it('the newest events cut off and the head set back to an event that is not the last', async () => {
    test.raw.prepare('UPDATE audit_heads SET sequence = 7, hash = ?').run(rowOf(7).hash);
    expect(await verify()).toMatchObject({ kind: 'faulty', fault: 'wrong_head', sequence: 7 });
  });

  it('the head’s hash changed', async () => {
    test.raw.prepare('UPDATE audit_heads SET hash = ?').run('f'.repeat(64));
    expect(await verify()).toMatchObject({ kind: 'faulty', fault: 'wrong_head', sequence: 10 });
  });

  it('the head removed', async () => {
    test.raw.exec('DELETE FROM audit_heads');
    expect(await verify()).toMatchObject({ kind: 'faulty', fault: 'wrong_head' });
  });

  it('an event signed with a key that is not in the ring', async () => {
    const other = createKeyRing([{ id: 'other', bytes: new Secret<Uint8Array>(new Uint8Array(32)) }]);
    const verifyWithOther = createVerifyAudit({ store: test.store, keys: other });
    expect(await verifyWithOther(test.organization.id)).toMatchObject({ fault: 'unknown_key', sequence: 1 });
  });

  it('an event of another organization is none of its own', async () => {
    const second = await test.services.createOrganization({
      name: 'Second',
      ownerName: 'Ben',
      ownerEmail: 'ben@second.test',
      isDomainTrusted: false,
    });
    if (second.kind !== 'created') throw new Error('not created');
    test.raw
      .prepare(
        'UPDATE audit_events SET organization_id = ?, sequence = 3 WHERE organization_id = ? AND sequence = 10',
      )
      .run(second.organization.id, test.organization.id);
    expect(await test.services.verifyAudit(second.organization.id)).toMatchObject({ fault: 'altered' });
    expect(await verify()).toMatchObject({ fault: 'cut', sequence: 10 });
  });

  it('goes on over many pages', async () => {
    for (let index = 0; index < 1100; index += 1) {
      await test.services.setPolicy(test.organization.id, { codeLifetimeMinutes: 10 + (index % 2) });
    }
    expect(await verify()).toMatchObject({ kind: 'sound', head: { sequence: 1110 } });
    test.raw.exec("UPDATE audit_events SET reason = 'x' WHERE sequence = 777");
    expect(await verify()).toMatchObject({ fault: 'altered', sequence: 777 });
  });
});

describe('N15: a head that was kept elsewhere shows a restored backup', () => {
  it('is found in a history that went on from it', async () => {
    const kept = { sequence: 10, hash: rowOf(10).hash };
    await test.services.addDomain(test.organization.id, 'later.test');
    expect(await verify(kept)).toMatchObject({ kind: 'sound', head: { sequence: 11 } });
  });

  it('is missing from a consistent history that was set back', async () => {
    const kept = { sequence: 10, hash: rowOf(10).hash };
    const head = { sequence: 7, hash: rowOf(7).hash };
    test.raw.exec('DELETE FROM audit_events WHERE sequence > 7');
    test.raw.prepare('UPDATE audit_heads SET sequence = 7, hash = ?').run(head.hash);
    expect(await verify()).toMatchObject({ kind: 'sound' });
    expect(await verify(kept)).toEqual({ kind: 'not_continued', kept, head });
  });

  it('is missing from one that was set back and has grown past it', async () => {
    const kept = { sequence: 10, hash: rowOf(10).hash };
    const { hash } = rowOf(7);
    test.raw.exec('DELETE FROM audit_events WHERE sequence > 7');
    test.raw.prepare('UPDATE audit_heads SET sequence = 7, hash = ?').run(hash);
    for (let index = 0; index < 5; index += 1) {
      await test.services.setPolicy(test.organization.id, { codeLifetimeMinutes: 20 + index });
    }
    expect(await verify(kept)).toMatchObject({ kind: 'not_continued', head: { sequence: 12 } });
  });
});
