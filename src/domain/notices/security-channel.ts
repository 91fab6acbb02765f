/** What Slack says of a channel that is to take alarms. */
export type ChannelProbe =
  | {
      readonly kind: 'found';
      /** the workspace's, or the Enterprise Grid's, by whose token it was asked */
      readonly slackTenantId: string;
      readonly name: string;
      readonly isMember: boolean;
      readonly isArchived: boolean;
      readonly isPrivate: boolean;
      /** with another organization, or about to be */
      readonly isShared: boolean;
    }
  | { readonly kind: 'failed'; readonly error: string };

export type ChannelVerdict =
  | { readonly kind: 'fit' }
  | { readonly kind: 'risky' | 'unfit'; readonly problem: string; readonly remedy: string };

/** Whether alarms would arrive there, and reach no one else. */
export function judgeSecurityChannel(probe: ChannelProbe, slackTenantIds: readonly string[]): ChannelVerdict {
  const unfit = (problem: string, remedy: string) => ({ kind: 'unfit', problem, remedy }) as const;
  if (probe.kind === 'failed') {
    return unfit(
      `Slack says ${probe.error}`,
      /not_found/.test(probe.error)
        ? 'Check the channel’s id, and invite the bot if the channel is private.'
        : 'Check SLACK_BOT_TOKEN with `backupcode doctor`, then try again.',
    );
  }
  if (slackTenantIds.length > 0 && !slackTenantIds.includes(probe.slackTenantId))
    return unfit(
      `it is in the Slack workspace ${probe.slackTenantId}, which isn’t the organization’s`,
      'Use the bot token of the organization’s own workspace.',
    );
  if (probe.isArchived) return unfit('it is archived', 'Choose another channel.');
  if (!probe.isMember)
    return unfit('the bot isn’t a member', `Type /invite @Backupcode in #${probe.name}, then try again.`);
  if (probe.isShared)
    return unfit(
      'it is shared with another organization',
      'Choose a channel that only your people can read.',
    );
  if (!probe.isPrivate)
    return {
      kind: 'risky',
      problem: 'it is public, so everyone in the workspace can read who got a code',
      remedy: 'Choose a private channel, or make it private.',
    };
  return { kind: 'fit' };
}
