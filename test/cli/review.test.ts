import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/requests/review.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

const make = createStoreFixtures('cli');

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli('--trust-domain');
});
afterEach(() => cli.close());

/** Ada, the only owner, broke the glass for Bo. */
async function openReview(change: Partial<Review> = {}, hasOtherOwner = false): Promise<Review> {
  const store = await openSqliteStore({
    path: join(cli.directory, 'data/backupcode.db'),
    keys: createTestKeys(),
  });
  const [organization] = await store.read.organizations.list();
  const { id } = organization ?? expect.unreachable();
  const ada = await store.read.directory.findUserByLogin(id, 'ada@acme.test');
  const bo = make.user(id, { role: 'admin', email: 'bo@acme.test' });
  const review = make.review(ada ?? expect.unreachable(), bo, { reason: 'no one\u001b[2J awake', ...change });
  await store.transact(id, async (tx) => {
    await tx.directory.insert(bo);
    if (hasOtherOwner) await tx.directory.insert(make.user(id, { role: 'owner' }));
    await tx.reviews.insert(review);
  });
  await store.close();
  return review;
}

const close = (id: string, verdict: string, note = 'I called both') =>
  cli.run(['review', 'close', id, '--verdict', verdict, '--note', note]);

describe('backupcode review', () => {
  it('lists open ones, for people and for programs; nothing in a reason reaches the terminal', async () => {
    expect(await cli.run(['review', 'list'])).toMatchObject({
      code: 0,
      out: '',
      err: 'No review is open.\n',
    });
    const { id } = await openReview({ isRehearsal: true });
    const listed = await cli.run(['review', 'list']);
    expect(listed.out).toContain(id);
    expect(listed.out).toMatch(/ada@acme\.test +bo@acme\.test +rehearsal +no one\?\[2J awake/);
    expect(JSON.parse((await cli.run(['review', 'list', '--json'])).out)).toMatchObject([
      { id, requester: 'ada@acme.test', target: 'bo@acme.test', isRehearsal: true, codeWorks: false },
    ]);
  });

  it('closes one, once: where no one in Slack could', async () => {
    const { id } = await openReview();
    expect(await close(id, 'justified')).toMatchObject({
      code: 0,
      out: 'The review is closed: justified. Owners and the security channel are notified.\n',
    });
    expect(await close(id, 'not-justified')).toMatchObject({ code: 1, out: '' });
    expect((await cli.run(['review', 'list'])).out).toBe('');
    const audit = (await cli.run(['audit', 'list'])).out;
    expect(audit).toContain('review.closed');
  });

  it('not justified: the owner is frozen where another can let them again, and else the operator is told', async () => {
    const frozen = await close((await openReview({}, true)).id, 'not-justified');
    expect(frozen.out).toContain('ada@acme.test can’t issue codes until another Owner lets them');
  });

  it('not justified, by the only owner: they are not frozen, and it says so', async () => {
    const alone = await close((await openReview()).id, 'not-justified');
    expect(alone.out).toContain('ada@acme.test can still issue codes');
  });

  it('U2: another id, another verdict and no note are refused, and nothing is done', async () => {
    const { id } = await openReview({ openedAt: T0 });
    expect((await close('rvw_0000000000000000', 'justified')).err).toContain('backupcode review list');
    expect(await close(id, 'fine')).toMatchObject({ code: 2, out: '' });
    expect((await close(id, 'justified', ' ')).err).toContain('1 to 500 characters');
    expect((await close(id, 'justified', 'x'.repeat(501))).code).toBe(1);
    expect((await cli.run(['review', 'list'])).out).toContain(id);
  });
});
