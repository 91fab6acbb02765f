import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { createVerifyAudit } from '../../src/services/audit/verify-audit.ts';
import {
  ask,
  directMessage,
  findUser,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

for (const store of storeKinds) {
  describe.each(deliveryModes)(`the main job over %s on ${store}`, (mode) => {
    it('N3 N13 N14 S2 U1: asked, confirmed, shown, told, redeemed once, refused twice, all on record', async () => {
      world = await startWorld({ mode, store });
      const portal = await openPortal(world);
      const adam = world.sandbox.actAs('adam');
      const prompt = await ask(world, 'adam', '@lena lost phone');
      expect(prompt.ephemeral).toBe(true);
      expect(toPlainText(prompt)).toContain('Generate a one-time backup code for Lena Lockedout?');
      const reveal = await press(world, 'adam', prompt, 'generate_code');
      const code = findCode(reveal) ?? '';
      expect(reveal.ts).toBe(prompt.ts);
      expect(code.replaceAll('-', '').slice(0, 15)).toBe(world.codes[0]);
      const notice = await directMessage(world, 'lena', 'Adam Admin issued');
      expect(JSON.stringify(notice)).not.toContain(code);
      expect(world.sandbox.actAs('mia').visibleMessages('general')).toEqual([]);

      expect(await portal.redeem('lena@acme.test', code.toLowerCase())).toMatchObject({ status: 200 });
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_used' });
      expect(toPlainText(await directMessage(world, 'adam', 'was used'))).toContain('Lena');
      expect(toPlainText(await directMessage(world, 'lena', 'was used to sign in'))).toContain(
        'new second factor',
      );
      expect(toPlainText(await ask(world, 'adam', 'status @lena'))).toContain('It was used');

      const actions = (await listEvents(world)).map((event) => event.action);
      expect(actions.filter((action) => !action.startsWith('identity.'))).toEqual([
        'organization.created',
        'organization.workspace_linked',
        'client.created',
        'request.opened',
        'code.generated',
        'code.delivered',
        'code.redeemed',
        'redeem.refused',
      ]);
      const verify = createVerifyAudit({ store: world.store, keys: world.keys });
      expect(await verify(world.organization.id)).toMatchObject({ kind: 'sound' });
      expect(adam.visibleMessages('general').map(({ ephemeral }) => ephemeral)).not.toContain(false);
      for (const { acked } of world.sandbox.envelopes()) {
        expect(acked).toBe(true);
      }
    });
  });

  describe(`codes that no longer work, on ${store}`, () => {
    it('N5: it works until its last millisecond but not at the end of its time', async () => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      const [record] = await listCodes(world, 'lena');
      const other = await issue(world, 'adam', 'mia', 'it-help');
      const [othersRecord] = await listCodes(world, 'mia');
      world.clock.advance((record?.expiresAt ?? 0) - 1000 - world.clock.now());
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      world.clock.advance((othersRecord?.expiresAt ?? 0) - world.clock.now());
      expect(await portal.redeem('mia@acme.test', other.code)).toMatchObject({ code: 'code_expired' });
      expect(await waitForEvent(world, 'redeem.refused')).toMatchObject({ reason: 'expired' });
    });

    it('N3 N8 S12: the old code is dead the moment there is a new one', async () => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const first = await issue(world, 'adam', 'lena');
      const second = await issue(world, 'amina', 'lena', 'it-help');
      expect(toPlainText(second.reveal)).toContain('Lena Lockedout’s earlier code no longer works');
      expect(await portal.redeem('lena@acme.test', first.code)).toMatchObject({ code: 'code_refused' });
      expect(await waitForEvent(world, 'redeem.refused')).toMatchObject({ reason: 'superseded' });
      expect(await portal.redeem('lena@acme.test', second.code)).toMatchObject({ status: 200 });
    });

    it('N8 N13: “This wasn’t me” before it is used: worthless; the reason is ours alone', async () => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'This wasn’t me');
      await press(world, 'lena', notice, 'disown_code', { confirm: true });
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_refused' });
      expect(await waitForEvent(world, 'redeem.refused')).toMatchObject({ reason: 'revoked' });
      expect(toPlainText(await directMessage(world, 'adam', 'This wasn’t me'))).toContain(
        'the caller may be an impostor',
      );
    });

    it('N13: “This wasn’t me” after it was used: too late to revoke, and everybody is alarmed', async () => {
      world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      const notice = await directMessage(world, 'lena', 'was used to sign in');
      const answer = await press(world, 'lena', notice, 'disown_code', { confirm: true });
      expect(toPlainText(answer)).toContain('Your code was used');
      const olivia = world.sandbox.actAs('olivia');
      const alarm = await olivia.waitForMessage('security-alerts', (message) =>
        toPlainText(message).includes('This wasn’t me'),
      );
      expect(toPlainText(alarm)).toContain('End Lena Lockedout’s sessions now');
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'redeemed' }]);
    });

    it('N9: a code is its own person’s, and the answer does not say why', async () => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      for (const login of ['mia@acme.test', 'sam@acme.test', 'nobody@acme.test']) {
        expect(await portal.redeem(login, code)).toMatchObject({ code: 'code_refused' });
      }
      expect(await listCodes(world, 'lena')).toMatchObject([
        { state: 'active', userId: (await findUser(world, 'lena')).id },
      ]);
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
    });
  });
}
