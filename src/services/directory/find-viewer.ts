import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson, SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Readers } from '../../ports/store.ts';
import { decideIdentity } from './decide-identity.ts';

export interface Viewer {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  /** What Slack says of the person now; `null` if it knows no account of that id. */
  readonly person: SlackPerson | null;
}

/**
 * Who looks: a confirmed user of the organization, or `null`. It writes nothing, so looking fills no history, and grants nothing: each act
 * decides again who it is.
 */
export async function findViewer(
  read: Pick<Readers, 'identities' | 'directory' | 'domains'>,
  { organization, workspace, person }: Viewer,
): Promise<DirectoryUser | null> {
  if (person === null) return null;
  const place = { organization, workspace, channelId: 'home' };
  const decision = await decideIdentity(read, place, { person, side: 'requester' });
  const user = decision.kind === 'linked' || decision.kind === 'new' ? decision.user : null;
  return user?.status === 'confirmed' ? user : null;
}
