import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import {
  ask,
  changeUser,
  directMessage,
  findUser,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

async function identityOf(name: string) {
  const user = await findUser(world, name);
  return world.store.read.identities.listByUser(world.organization.id, user.id);
}

describe('whose Slack account it is', () => {
  it('S6 N14: linked once by confirmed e-mail, ever after by id', async () => {
    expect(await identityOf('adam')).toEqual([]);
    await ask(world, 'adam', '@lena');
    await ask(world, 'adam', '@lena');
    expect(await identityOf('adam')).toMatchObject([
      { slackTenantId: 'TACME', slackUserId: 'UADAM', linkedEmail: 'adam@acme.test' },
    ]);
    expect(await identityOf('lena')).toMatchObject([{ slackUserId: 'ULENA' }]);
    expect(await listEvents(world, 'identity.linked')).toHaveLength(2);
  });

  it('S6: case alone is no other address', async () => {
    await ask(world, 'adam', '@lena');
    await world.sandbox.changePerson('adam', { email: 'Adam@ACME.test' });
    expect(toPlainText(await ask(world, 'adam', '@lena'))).toContain('[ Generate code ]');
  });

  it('S6: a linked account needs no confirmed e-mail again, but one that was never linked does', async () => {
    await ask(world, 'adam', '@lena');
    await world.sandbox.changePerson('adam', { isEmailConfirmed: false });
    expect(toPlainText(await ask(world, 'adam', '@lena'))).toContain('[ Generate code ]');
    await world.sandbox.changePerson('amina', { isEmailConfirmed: false });
    expect(toPlainText(await ask(world, 'amina', '@lena'))).toContain('Slack hasn’t confirmed your email');
    expect(await identityOf('amina')).toEqual([]);
  });

  it('S6 N14: an account whose Slack e-mail becomes an administrator’s stays who it was', async () => {
    await ask(world, 'adam', '@mia');
    await world.sandbox.changePerson('mia', { email: 'olivia@acme.test', isEmailConfirmed: true });
    expect(toPlainText(await ask(world, 'mia', '@lena'))).toContain('Only Organization Owners');
    world.clock.advance(60_000);
    expect(toPlainText(await ask(world, 'adam', '@mia'))).toContain('no longer match');
    expect(await waitForEvent(world, 'identity.conflict')).toMatchObject({
      outcome: 'refused',
      reason: 'slack_email_changed',
      target: 'UMIA',
      actor: { kind: 'slack_account', id: 'TACME/UMIA' },
    });
    expect(await identityOf('olivia')).toEqual([]);
    expect(await identityOf('mia')).toMatchObject([{ slackUserId: 'UMIA', linkedEmail: 'mia@acme.test' }]);
  });

  it('S6 N14: a second account that claims a linked person is refused on both sides', async () => {
    await ask(world, 'adam', '@lena');
    await world.sandbox.changePerson('evan', { email: 'adam@acme.test', isEmailConfirmed: true });
    expect(toPlainText(await ask(world, 'evan', '@lena'))).toContain('no longer match');
    expect(toPlainText(await ask(world, 'amina', '@evan'))).toContain('may be an impersonation');
    const conflicts = await listEvents(world, 'identity.conflict');
    expect(conflicts.map((event) => [event.reason, event.target])).toEqual([
      ['second_claimant', 'UEVAN'],
      ['second_claimant', 'UEVAN'],
    ]);
    expect(await identityOf('adam')).toMatchObject([{ slackUserId: 'UADAM' }]);
    expect(toPlainText(await ask(world, 'adam', '@lena'))).toContain('[ Generate code ]');
  });

  it('S6 N14: an address changed in the directory is a conflict as well, and is not re-linked', async () => {
    await ask(world, 'adam', '@lena');
    await changeUser(world, 'lena', { email: 'lena.new@acme.test' });
    await world.sandbox.changePerson('lena', { email: 'lena.new@acme.test' });
    expect(toPlainText(await ask(world, 'adam', '@lena'))).toContain('no longer match');
    expect(await identityOf('lena.new')).toMatchObject([{ linkedEmail: 'lena@acme.test' }]);
  });

  it('S6 S9: an address changed between prompt and click: no code', async () => {
    const prompt = await ask(world, 'adam', '@lena');
    await world.sandbox.changePerson('lena', { email: 'lena@evil.example' });
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('may be an impersonation');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S6 N13: “This wasn’t me” works for the victim even after their e-mail was changed', async () => {
    await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'This wasn’t me');
    await world.sandbox.changePerson('lena', { email: 'lena@evil.example', isEmailConfirmed: false });
    const answer = await press(world, 'lena', notice, 'disown_code', { confirm: true });
    expect(toPlainText(answer)).toContain('generated for you');
    expect(await listCodes(world, 'lena')).toMatchObject([
      { state: 'revoked', revocationReason: 'disowned' },
    ]);
  });

  it('S6: a conflict over the target keeps nobody from seeing and revoking the code there is', async () => {
    await issue(world, 'adam', 'lena');
    await world.sandbox.changePerson('lena', { email: 'mallory@acme.test' });
    const status = await ask(world, 'amina', 'status @lena');
    expect(toPlainText(status)).toContain('It works until');
    await press(world, 'amina', status, 'revoke_code', { confirm: true });
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'revoked', revocationReason: 'admin' }]);
    expect(toPlainText(await ask(world, 'amina', '@lena'))).toContain('no longer match');
  });
});
