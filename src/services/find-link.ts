import type { DirectoryUser } from '../domain/directory-user.ts';
import { parseEmail } from '../domain/email.ts';
import type { Organization } from '../domain/organization.ts';
import type { SlackIdentity } from '../domain/slack-identity.ts';
import { type SlackPerson, type SlackWorkspace, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Readers } from '../ports/store.ts';

/** What is stored of a Slack account, and the user it leads to; `null` if that is gone. */
export interface SlackLink {
  readonly identity: SlackIdentity;
  readonly user: DirectoryUser | null;
}

/**
 * @param person what Slack says of them: the user of that address is looked for at the same time, for it is nearly
 * always the one that the link leads to
 * @returns `null` if the Slack account was never linked
 */
export async function findLink(
  tx: Pick<Readers, 'identities' | 'directory'>,
  { organization, workspace }: { readonly organization: Organization; readonly workspace: SlackWorkspace },
  slackUserId: string,
  person: SlackPerson | null,
): Promise<SlackLink | null> {
  const email = parseEmail(person?.email ?? '')?.address;
  const [identity, named] = await Promise.all([
    tx.identities.find(organization.id, slackTenantIdOf(workspace), slackUserId),
    email === undefined ? null : tx.directory.findUserByLogin(organization.id, email),
  ]);
  if (identity === null) return null;
  const { userId } = identity;
  return {
    identity,
    user: named?.id === userId ? named : await tx.directory.findUser(organization.id, userId),
  };
}
