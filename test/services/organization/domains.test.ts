import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TxtLookup } from '../../../src/services/organization/verification-record.ts';
import { verificationRecordOf } from '../../../src/services/organization/verification-record.ts';
import { NOW, openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
beforeEach(async () => {
  test = await openTestServices();
});
afterEach(() => test.close());

const find = async (name: string) =>
  (await test.services.listDomains(test.organization.id)).find((domain) => domain.name === name);
async function recordOf(name: string) {
  const domain = await find(name);
  if (domain === undefined) throw new Error(`${name} is not there`);
  return verificationRecordOf(domain);
}

describe('N12: an e-mail domain', () => {
  it.each([
    ['Company.Example.', 'company.example'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
    ['sub.acme.test', 'sub.acme.test'],
  ])('%s is added as %s, unverified', async (text, name) => {
    const result = await test.services.addDomain(test.organization.id, text);
    expect(result).toMatchObject({ kind: 'added', domain: { name, verifiedAt: null } });
    expect(await find(name)).toBeDefined();
  });

  it.each(['', 'localhost', 'http://acme.test', 'a@acme.test', '127.0.0.1', 'x y.test'])(
    '%j is no domain',
    async (text) => {
      expect(await test.services.addDomain(test.organization.id, text)).toEqual({ kind: 'invalid_name' });
      expect(await test.services.verifyDomain(test.organization.id, text)).toEqual({ kind: 'invalid_name' });
    },
  );

  it('added twice keeps its token and leaves no second line', async () => {
    const first = await test.services.addDomain(test.organization.id, 'two.test');
    const second = await test.services.addDomain(test.organization.id, 'TWO.test');
    expect(second).toEqual({ ...first, kind: 'already_there' });
    expect((await test.actions()).filter((action) => action === 'domain.added')).toHaveLength(2);
  });

  it('is asked for under its own name and verified by its own value, among others', async () => {
    const record = await recordOf('acme.test');
    test.txt = { kind: 'records', values: ['v=spf1 -all', record.value] };
    test.now += 5000;
    const result = await test.services.verifyDomain(test.organization.id, 'Acme.test');
    expect(result.kind).toBe('verified');
    expect(test.asked).toEqual(['_backupcode.acme.test']);
    expect(await find('acme.test')).toMatchObject({ verifiedAt: NOW + 5000 });
    expect((await test.actions()).at(-1)).toBe('domain.verified');
  });

  it.each<[TxtLookup, string]>([
    [{ kind: 'none' }, 'not_found'],
    [{ kind: 'records', values: [] }, 'not_found'],
    [{ kind: 'records', values: ['backupcode-verification=', 'else'] }, 'other_value'],
    [{ kind: 'timed_out' }, 'timed_out'],
    [{ kind: 'failed', why: 'ESERVFAIL' }, 'lookup_failed'],
  ])('stays unverified when the DNS says %j, and that is written down', async (txt, kind) => {
    test.txt = txt;
    const result = await test.services.verifyDomain(test.organization.id, 'acme.test');
    expect(result.kind).toBe(kind);
    expect(await find('acme.test')).toMatchObject({ verifiedAt: null });
    const [event] = await test.store.read.audit.listLatest(test.organization.id, 1);
    expect(event).toMatchObject({ action: 'domain.verification_failed', outcome: 'failed', reason: kind });
  });

  it('is not verified by another domain’s or another organization’s value', async () => {
    await test.services.addDomain(test.organization.id, 'two.test');
    test.txt = { kind: 'records', values: [(await recordOf('two.test')).value] };
    expect((await test.services.verifyDomain(test.organization.id, 'acme.test')).kind).toBe('other_value');
  });

  it('that the organization does not have cannot be verified', async () => {
    expect(await test.services.verifyDomain(test.organization.id, 'sub.acme.test')).toEqual({
      kind: 'unknown_domain',
    });
    expect(test.asked).toEqual([]);
  });
});
