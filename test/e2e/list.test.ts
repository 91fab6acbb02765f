import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import {
  ask,
  changeUser,
  findUser,
  forgeClick,
  issue,
  lastClick,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

const { standard } = defaultPolicy.tiers;
/** A prompt goes straight to its code, for everyone. */
const withoutApproval = { standard, privileged: standard, executive: standard };

let world: World;
afterEach(() => world.stop());

describe.each(storeKinds)('on %s', (store) => {
  it.each(deliveryModes)(
    'U1 U2: %s: list shows what works and what is open, and Revoke revokes it there',
    async (mode) => {
      world = await startWorld({ store, mode });
      const empty = toPlainText(await ask(world, 'adam', 'list'));
      expect(empty).toContain('No code works right now, and no request is open.');
      expect(empty).toContain('/backupcode @name');

      const { code } = await issue(world, 'adam', 'lena');
      await ask(world, 'adam', '@mia lost phone');
      const listed = await ask(world, 'adam', 'list');
      const text = toPlainText(listed);
      expect(text).toMatch(/Lena Lockedout: a code works until .* Issued .* by you\./);
      expect(text).toMatch(
        /Mia Member: a request by you from .* Reason: lost phone\.\nWaiting for you to generate/,
      );
      expect(text.indexOf('Mia Member')).toBeLessThan(text.indexOf('Lena Lockedout'));
      expect(JSON.stringify(listed)).not.toContain(code);
      expect(findCode(listed)).toBeNull();

      const after = toPlainText(await press(world, 'adam', listed, 'revoke_listed', { confirm: true }));
      expect(after).toContain('You revoked the backup code for Lena Lockedout');
      expect(after).toContain('Mia Member');
      expect(after).not.toContain('a code works until');
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'revoked', revocationReason: 'admin' }]);
    },
  );
});

describe('revoke', () => {
  it('U1 U2: shows the code that works, and revokes it; without one it says what became of the newest', async () => {
    world = await startWorld();
    expect(toPlainText(await ask(world, 'adam', 'revoke @lena'))).toContain('No backup code has been issued');
    await issue(world, 'adam', 'lena');
    const question = await ask(world, 'amina', 'revoke @lena');
    expect(toPlainText(question)).toMatch(
      /^Revoke the backup code for Lena Lockedout\?\nIt works until .* Issued .* by Adam Admin\./,
    );
    const done = toPlainText(await press(world, 'amina', question, 'revoke_code'));
    expect(done).toContain('You revoked the backup code for Lena Lockedout');
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'revoked', revocationReason: 'admin' }]);
    const nothing = toPlainText(await ask(world, 'adam', 'revoke @lena'));
    expect(nothing).toContain('There is nothing to revoke');
    expect(nothing).toContain('It was revoked');
  });

  it.each([
    ['adam', 'olivia', 'role_not_allowed'],
    ['mia', 'lena', 'requester_role'],
    ['hugo', 'lena', 'requester_role'],
  ])('N1 N14: %s may not revoke a code for %s', async (who, target, reason) => {
    world = await startWorld();
    const answer = toPlainText(await ask(world, who, `revoke @${target}`));
    expect(answer).toContain('Nothing was revoked.');
    expect(answer).not.toContain('No backup code has been issued');
    expect(await waitForEvent(world, 'revoke.refused')).toMatchObject({ outcome: 'refused', reason });
  });
});

describe('the list', () => {
  it('U1: filters: mine, waiting, codes, requests, a person', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    await issue(world, 'amina', 'mia');
    const prompt = await ask(world, 'adam', '@amina lost phone');
    await press(world, 'adam', prompt, 'ask_approval');
    await waitForEvent(world, 'request.approval_asked');
    const names = async (typed: string, who = 'adam') => {
      const text = toPlainText(await ask(world, who, typed));
      return ['Lena', 'Mia', 'Amina'].filter((name) => new RegExp(`${name} \\w+: a `).test(text));
    };
    expect(await names('list')).toEqual(['Lena', 'Mia', 'Amina']);
    expect(await names('list mine')).toEqual(['Lena', 'Amina']);
    expect(await names('list mine', 'amina')).toEqual(['Mia']);
    expect(await names('list waiting')).toEqual(['Amina']);
    expect(await names('list codes')).toEqual(['Lena', 'Mia']);
    expect(await names('list requests')).toEqual(['Amina']);
    expect(await names('list @mia')).toEqual(['Mia']);
    expect(toPlainText(await ask(world, 'adam', 'list @hugo'))).toContain('No code for Hugo Helpdesk works');
    expect(toPlainText(await ask(world, 'adam', 'list waiting'))).toContain('Waiting for approval');
  });

  it('N1: shows only what the reader may see, and their own; members see nothing', async () => {
    world = await startWorld();
    const owner = await findUser(world, 'olivia');
    await issue(world, 'adam', 'lena');
    // A code for an owner, which an admin may not see.
    const [lena] = await listCodes(world, 'lena');
    if (lena === undefined) throw new Error('there is no code');
    await world.store.transact(world.organization.id, (tx) =>
      tx.codes.insert({
        ...lena,
        id: world.organization.id.replace('org', 'cod') as typeof lena.id,
        userId: owner.id,
        issuedBy: null,
      }),
    );
    expect(toPlainText(await ask(world, 'olivia', 'list'))).toContain('Olivia Owner: a code works');
    const seenByAdmin = toPlainText(await ask(world, 'amina', 'list'));
    expect(seenByAdmin).toContain('Lena Lockedout');
    expect(seenByAdmin).not.toContain('Olivia');
    const refused = toPlainText(await ask(world, 'amina', 'list @olivia'));
    expect(refused).toContain('You can’t look up codes of Owners.');
    expect((await waitForEvent(world, 'request.refused')).details).toMatchObject({ asked: 'list' });
    for (const who of ['mia', 'hugo']) {
      const text = toPlainText(await ask(world, who, 'list'));
      expect(text).toContain('Nothing was listed.');
      expect(text).not.toContain('Lena');
    }
    expect(await listEvents(world, 'request.refused')).toMatchObject([
      { reason: 'role_not_allowed' },
      { reason: 'requester_role', target: null, details: { asked: 'list' } },
      { reason: 'requester_role', target: null, details: { asked: 'list' } },
    ]);
    // What one issued oneself is there to be revoked, also for a role that is out of reach by now.
    await changeUser(world, 'lena', { role: 'owner' });
    const own = await ask(world, 'adam', 'list');
    expect(toPlainText(own)).toContain('Lena Lockedout');
    expect(toPlainText(await ask(world, 'amina', 'list'))).not.toContain('Lena');
    expect(toPlainText(await press(world, 'adam', own, 'revoke_listed', { confirm: true }))).toContain(
      'You revoked',
    );
  });

  it('U1 S9: pages: Older and Newest replace the page, and what they carry grants nothing', async () => {
    world = await startWorld({ policy: { tiers: withoutApproval } });
    const people = ['lena', 'mia', 'hugo', 'amina'];
    for (const who of people) await issue(world, 'adam', who);
    for (const who of people) await ask(world, 'adam', `@${who} again`);
    const first = await ask(world, 'adam', 'list');
    expect(toPlainText(first)).toContain('[ Older ]');
    expect(toPlainText(first)).not.toContain('[ Newest ]');
    const second = await press(world, 'adam', first, 'list_older');
    expect(second.ts).toBe(first.ts);
    expect(toPlainText(second)).toContain('Lena Lockedout: a code works');
    expect(toPlainText(second)).toContain('Mia Member: a code works');
    expect(toPlainText(second)).not.toContain('[ Older ]');
    const again = await press(world, 'adam', second, 'list_newest');
    expect(toPlainText(again)).toBe(toPlainText(first));
    // Another person's click, validly signed.
    const before = world.sandbox.responseUrlPosts().length;
    await forgeClick(world, lastClick(world), { user: 'UMIA' });
    await waitForEvent(world, 'request.refused');
    const posts = world.sandbox.responseUrlPosts().slice(before);
    expect(JSON.stringify(posts)).not.toContain('Lockedout');
    await forgeClick(world, lastClick(world), { actionId: 'list_older', value: 'all|usr_x|-1|<!channel>' });
    await expect.poll(() => world.sandbox.responseUrlPosts().length).toBeGreaterThan(before + posts.length);
    expect(world.log()).not.toContain('A click could not be handled');
  });
});
