import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditFilter } from '../../../src/services/audit/list-audit.ts';
import { NOW, openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
beforeAll(async () => {
  test = await openTestServices();
  for (let index = 3; index <= 620; index += 1) {
    test.now = NOW + index * 1000;
    await test.services.setPolicy(test.organization.id, { codeLifetimeMinutes: 10 + (index % 2) });
  }
  await test.services.verifyDomain(test.organization.id, 'acme.test');
});
afterAll(() => test.close());

const list = async (filter: AuditFilter) =>
  (await test.services.listAudit(test.organization.id, filter)).map(({ sequence }) => sequence);

describe('the listing of the history', () => {
  it('shows the newest, in the order of the chain', async () => {
    expect(await list({ limit: 3 })).toEqual([619, 620, 621]);
  });

  it('shows the oldest after a number', async () => {
    expect(await list({ limit: 3, after: 0 })).toEqual([1, 2, 3]);
    expect(await list({ limit: 2, after: 619 })).toEqual([620, 621]);
    expect(await list({ limit: 2, after: 621 })).toEqual([]);
  });

  it('filters by action, outcome, actor, target and time, over all pages', async () => {
    expect(await list({ limit: 10, action: 'domain.added' })).toEqual([2]);
    expect(await list({ limit: 10, outcome: 'failed' })).toEqual([621]);
    expect(await list({ limit: 10, target: 'acme.test' })).toEqual([2, 621]);
    expect(await list({ limit: 10, actor: 'nobody' })).toEqual([]);
    expect(await list({ limit: 2, actor: 'cli' })).toEqual([620, 621]);
    expect(await list({ limit: 2, action: 'organization.policy_changed' })).toEqual([619, 620]);
    expect(await list({ limit: 10, since: NOW + 619_000, outcome: 'allowed' })).toEqual([619, 620]);
    expect(await list({ limit: 1, after: 1, target: 'acme.test' })).toEqual([2]);
  });
});
