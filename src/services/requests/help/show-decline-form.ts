import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findLink } from '../../directory/find-link.ts';
import { createMayHelp } from './may-help.ts';
import type { HelpClick } from './open-help-click.ts';

/**
 * Whom a form to decline is about, by the stored link and without asking Slack, so that it opens in time (S3); `null` to those who may not
 * issue. It grants nothing: what they submit is decided again.
 */
export function createFindDeclined({ store: { read } }: Pick<ServiceDeps, 'store'>) {
  return async function findDeclined(
    click: Pick<HelpClick, 'organization' | 'workspace' | 'slackUserId' | 'helpRequestId'>,
  ): Promise<DirectoryUser | null> {
    const { organization, helpRequestId } = click;
    const clicker = (await findLink(read, click, click.slackUserId))?.user ?? null;
    const help = helpRequestId === null ? null : await read.helpRequests.find(organization.id, helpRequestId);
    const target = help === null ? null : await read.directory.findUser(organization.id, help.targetId);
    if (clicker === null || target === null) return null;
    const authority = await createMayHelp(read, organization.policy)(clicker, target);
    return authority.kind === 'allowed' ? target : null;
  };
}
