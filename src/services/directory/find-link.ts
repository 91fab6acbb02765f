import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackIdentity } from '../../domain/directory/slack-identity.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Readers } from '../../ports/store.ts';

/** The stored link of a Slack account, and the user it leads to; `null` if that user no longer exists. */
export interface SlackLink {
  readonly identity: SlackIdentity;
  readonly user: DirectoryUser | null;
}

/** @returns `null` if the Slack account was never linked */
export async function findLink(
  tx: Pick<Readers, 'identities' | 'directory'>,
  { organization, workspace }: { readonly organization: Organization; readonly workspace: SlackWorkspace },
  slackUserId: string,
): Promise<SlackLink | null> {
  const identity = await tx.identities.find(organization.id, slackTenantIdOf(workspace), slackUserId);
  if (identity === null) return null;
  return { identity, user: await tx.directory.findUser(organization.id, identity.userId) };
}
