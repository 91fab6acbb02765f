import { afterEach, describe, expect, it } from 'vitest';
import { readableText } from '../../src/sandbox/sandbox.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

for (const store of storeKinds) {
  for (const mode of deliveryModes) {
    describe(`the main job over ${mode} on ${store}`, () => {
      it('N3 N13 S2 U1: an admin asks, confirms and sees a code; the person is told', async () => {
        world = await startWorld({ mode, store });
        const { sandbox } = world;
        const adam = sandbox.actAs('adam');
        const asked = await adam.command('general', '/backupcode @lena lost phone');
        expect(asked).toMatchObject({ acked: true });
        const prompt = await adam.waitForMessage('general', (message) =>
          readableText(message).includes('Generate a one-time backup code for Lena'),
        );
        expect(prompt.ephemeral).toBe(true);
        await adam.click(prompt, 'generate_code');
        const reveal = await adam.waitForMessage('general', (message) =>
          /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.test(readableText(message)),
        );
        expect(reveal.ts).toBe(prompt.ts);
        const lena = sandbox.actAs('lena');
        const notice = await lena.waitForMessage(lena.directChannel(), (message) =>
          readableText(message).includes('Adam Admin issued'),
        );
        expect(readableText(notice)).not.toContain(world.codes[0]);
      });
    });
  }
}
