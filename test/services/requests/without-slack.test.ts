import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import type { Policy } from '../../../src/domain/organization/policy.ts';
import { resolveWithoutSlack } from '../../../src/services/requests/without-slack/resolve-without-slack.ts';
import type { SlackAbsence } from '../../../src/services/requests/without-slack/slack-absence.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { type IssuingWorld, openIssuingWorld } from '../open-issuing-world.ts';

const allowed: Partial<Policy> = { codesWithoutSlack: true, mail: true };
const none: SlackAbsence = { addresses: ['lena@acme.test'], account: 'none' };

interface Case {
  readonly policy?: Partial<Policy>;
  readonly user?: Partial<DirectoryUser>;
  readonly absence?: SlackAbsence | null;
  readonly sendsMail?: boolean;
  /** Where an account of theirs is linked. */
  readonly linkedIn?: string;
}

async function resolve(given: Case): Promise<string> {
  const world = await openIssuingWorld({ ...allowed, ...given.policy });
  const lena = await world.change('lena', given.user ?? {});
  if (given.linkedIn !== undefined) await link(world, lena, given.linkedIn);
  const { sendsMail = true, absence = none } = given;
  const { id } = world.organization;
  const resolution = await world.store.transact(id, (tx) =>
    resolveWithoutSlack({ sendsMail }, tx, id, { userId: lena.id, absence }),
  );
  return resolution.kind === 'resolved'
    ? resolution.user.id === lena.id
      ? 'resolved'
      : 'someone else'
    : resolution.refusals.map(({ code }) => code).join(' ');
}

const link = (world: IssuingWorld, user: DirectoryUser, slackTenantId: string) =>
  world.store.transact(world.organization.id, (tx) =>
    tx.identities.insert(
      createStoreFixtures('links').identity(user, { slackTenantId, slackUserId: 'ULENA' }),
    ),
  );

describe('S6: a target who was chosen from the directory is resolved only if Slack knows no account of theirs', () => {
  it.each<[string, Case, string]>([
    ['nothing speaks against it', {}, 'resolved'],
    ['the policy says no', { policy: { codesWithoutSlack: false } }, 'target_without_slack'],
    ['an account is linked', { linkedIn: 'TACME' }, 'target_in_slack'],
    ['an account is linked in another workspace', { linkedIn: 'TOTHER' }, 'target_in_slack'],
    ['Slack knows one', { absence: { ...none, account: 'found' } }, 'target_in_slack'],
    ['Slack was not asked', { absence: null }, 'slack_incomplete'],
    ['Slack was asked for an older address', { user: { email: 'new@acme.test' } }, 'slack_incomplete'],
    ['they have another address since', { user: { alias: 'lena.upn@acme.test' } }, 'slack_incomplete'],
    [
      'Slack was asked for both addresses',
      {
        user: { alias: 'lena.upn@acme.test' },
        absence: { addresses: ['lena@acme.test', 'lena.upn@acme.test'], account: 'none' },
      },
      'resolved',
    ],
    [
      'they have no address',
      {
        user: { email: null, mobile: '+15550100001', primary: 'mobile' },
        absence: { addresses: [], account: 'none' },
      },
      'slack_incomplete',
    ],
    ['the workspace is too large', { absence: { ...none, account: 'unsure' } }, 'target_slack_unsure'],
    ['the policy sends no email', { policy: { mail: false } }, 'target_unmailable'],
    ['the program sends no email', { sendsMail: false }, 'target_unmailable'],
  ])('%s', async (_, given, expected) => {
    expect(await resolve(given)).toBe(expected);
  });
});
