import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import { createConnectFirstWorkspace } from './connect-first-workspace.ts';

/** The bot can't serve the workspace that its token belongs to, because no organization has it. */
export class WorkspaceNotConnectedError extends Error {
  override readonly name = 'WorkspaceNotConnectedError';
  readonly slackTenantId: string;
  /** Whether there is an organization it could be connected to. */
  readonly isAnyOrganization: boolean;

  constructor(slackTenantId: string, isAnyOrganization: boolean) {
    super(`Slack workspace ${slackTenantId} is not connected to an organization`);
    this.slackTenantId = slackTenantId;
    this.isAnyOrganization = isAnyOrganization;
  }
}

/**
 * The organization of the workspace that the bot's token belongs to.
 * @throws WorkspaceNotConnectedError if it has none
 */
export function createGetConnectedOrganization(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  const connectFirstWorkspace = createConnectFirstWorkspace(deps);

  return async function getConnectedOrganization(workspace: SlackWorkspace): Promise<Organization> {
    const result = await connectFirstWorkspace(workspace);
    switch (result.kind) {
      case 'connected':
      case 'already_connected':
        return result.organization;
      case 'no_organization':
      case 'ambiguous':
        throw new WorkspaceNotConnectedError(slackTenantIdOf(workspace), result.kind === 'ambiguous');
    }
  };
}
