import { say } from '../../../messages/say.ts';
import type { ShowPolicyResult } from '../../../services/organization/show-policy.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, shortenMrkdwn } from '../../blocks/mrkdwn.ts';
import { listNames } from '../../blocks/people.ts';
import { describePolicy } from '../../blocks/policy.ts';

const NAME_LENGTH_MAX = 400;

/** The policy in groups of sentences, and how it is changed. */
export function buildPolicy(shown: Extract<ShowPolicyResult, { kind: 'shown' }>): SlackMessage {
  const { policy, groups, providers, organization, reader, owners } = shown;
  const name = shortenMrkdwn(escapeMrkdwn(organization.name), NAME_LENGTH_MAX);
  const title = say('slack.policy.title', { organization: name });
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...describePolicy(policy, groups, providers).flatMap(({ title: of, lines }) =>
        sections(`*${of}*`, ...lines.map((line) => `• ${line}`)),
      ),
      context(
        reader.role === 'owner'
          ? say('slack.policy.change')
          : say('slack.policy.change.owners', { owners: listNames(owners) }),
      ),
    ],
  };
}
