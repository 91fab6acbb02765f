import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { createImportDirectory } from '../../src/services/directory/import/import-directory.ts';
import { openImportStaging } from '../../src/system/open-import-staging.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import {
  changeUser,
  findUser,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

async function change(name: string, role: string, status: string): Promise<void> {
  const { email, displayName } = await findUser(world, name);
  const importDirectory = createImportDirectory({ ...world, random: systemRandom, openImportStaging });
  const fields = { email, name: displayName, role, status };
  const result = await importDirectory(world.organization.id, [{ line: 2, fields }]);
  expect(result).toMatchObject({ kind: 'imported', changed: 1 });
}

const stateOf = async (name: string) => (await listCodes(world, name))[0]?.state;

describe.each(storeKinds)('an admin who is suspended, on %s', (store) => {
  it('N18, N13: owners see the codes that they issued and still work, and revoke them all with one click', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
    await issue(world, 'adam', 'lena');
    await issue(world, 'adam', 'mia');
    await issue(world, 'olivia', 'hugo');
    await change('adam', 'admin', 'suspended');
    const isIt = (message: object) => JSON.stringify(message).includes('Adam Admin was suspended');
    const owner = world.sandbox.actAs('olivia');
    const notice = await owner.waitForMessage(owner.directChannel(), isIt);
    const text = toPlainText(notice);
    for (const words of ['2 codes they issued still work', 'for Lena', 'for Mia'])
      expect(text).toContain(words);
    expect(text).not.toContain('Hugo');
    // The channel learns it too, without the button.
    const inChannel = await owner.waitForMessage('security-alerts', isIt);
    expect(JSON.stringify(inChannel)).not.toContain('revoke_issued');

    const record = await press(world, 'olivia', notice, 'revoke_issued', { confirm: true });
    expect(toPlainText(record)).toContain('You revoked 2 codes that Adam Admin issued');
    expect([await stateOf('lena'), await stateOf('mia'), await stateOf('hugo')]).toEqual([
      'revoked',
      'revoked',
      'active',
    ]);
    const event = await waitForEvent(world, 'code.revoked', 2);
    expect(event).toMatchObject({
      actor: { kind: 'user', id: (await findUser(world, 'olivia')).id },
      details: { issuedBy: (await findUser(world, 'adam')).id },
    });
  });

  it('N11: nobody but an owner revokes them, whatever the click says', async () => {
    world = await startWorld({ store });
    await issue(world, 'adam', 'lena');
    await change('adam', 'member', 'confirmed');
    const owner = world.sandbox.actAs('olivia');
    const notice = await owner.waitForMessage(owner.directChannel(), (message) =>
      JSON.stringify(message).includes('Adam Admin can no longer issue codes'),
    );
    await changeUser(world, 'olivia', { role: 'admin' });
    const refusal = await press(world, 'olivia', notice, 'revoke_issued', { confirm: true });
    expect(toPlainText(refusal)).toContain('Only Organization Owners can do this');
    expect(await stateOf('lena')).toBe('active');
    expect(await listEvents(world, 'revoke.refused')).toMatchObject([{ outcome: 'refused' }]);
  });
});
