import type { Environment } from '../../config/config.ts';
import { readConfig } from '../../config/read-config.ts';
import { judgeSecurityChannel } from '../../domain/notices/security-channel.ts';
import { say } from '../../messages/say.ts';
import type { CliDeps } from '../cli-deps.ts';
import { describeChannelVerdict } from '../describe/describe-problems.ts';
import { toPrintable } from '../print.ts';
import { type Check, problem as found, ok, warning } from './check.ts';

/** Whether alerts would arrive in the security channels of the workspace that the token is for. */
export async function checkSecurityChannels(
  deps: Pick<CliDeps, 'openServices' | 'probeSlack' | 'probeChannel' | 'findStoreState'>,
  env: Environment,
): Promise<Check[]> {
  try {
    const config = readConfig(env);
    // Opening an older store would bring it up to date, and doctor changes nothing.
    if ((await deps.findStoreState(config)) !== 'current') return [];
    const workspace = await deps.probeSlack(config.slack);
    if (workspace.kind === 'failed') return [];
    const tenants = [workspace.teamId, workspace.enterpriseId];
    const services = await deps.openServices(config);
    try {
      const checks: Check[] = [];
      for (const { name, slackTenantIds, policy } of await services.listOrganizations()) {
        const { securityChannelId } = policy;
        if (securityChannelId === null || !slackTenantIds.some((id) => tenants.includes(id))) continue;
        const verdict = judgeSecurityChannel(
          await deps.probeChannel(config.slack, securityChannelId),
          slackTenantIds,
        );
        const title = `security channel of ${toPrintable(name)}`;
        if (verdict.kind === 'fit')
          checks.push(ok(title, say('cli.doctor.channelOk', { channel: securityChannelId })));
        else {
          const report = verdict.kind === 'unfit' ? found : warning;
          const { problem, remedy } = describeChannelVerdict(verdict);
          checks.push(
            report(title, say('cli.doctor.channelProblem', { channel: securityChannelId, problem }), remedy),
          );
        }
      }
      return checks;
    } finally {
      await services.close();
    }
  } catch {
    // The checks of the configuration and the store say what is wrong with them.
    return [];
  }
}
