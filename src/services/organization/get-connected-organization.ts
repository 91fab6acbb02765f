import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import { createConnectWorkspace } from './connect-first-workspace.ts';

/** The bot cannot serve the workspace its token belongs to. The message tells an operator what to do. */
export class WorkspaceNotConnectedError extends Error {
  override readonly name = 'WorkspaceNotConnectedError';
}

/** The organization of the workspace the bot's token belongs to. @throws WorkspaceNotConnectedError if it has none */
export function createGetConnectedOrganization(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  const connectWorkspace = createConnectWorkspace(deps);

  return async function getConnectedOrganization(workspace: SlackWorkspace): Promise<Organization> {
    const result = await connectWorkspace(workspace);
    switch (result.kind) {
      case 'connected':
      case 'already_connected':
        return result.organization;
      case 'no_organization':
        throw new WorkspaceNotConnectedError('There is no organization yet: run `backupcode init` first.');
      case 'ambiguous':
        throw new WorkspaceNotConnectedError(
          `The Slack workspace ${slackTenantIdOf(workspace)} is connected to no organization: run \`backupcode workspace connect ${slackTenantIdOf(workspace)}\`.`,
        );
    }
  };
}
