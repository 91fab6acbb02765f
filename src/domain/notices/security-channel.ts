/** What Slack says about a channel chosen for alerts. */
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
  | { readonly kind: 'risky'; readonly code: 'public' }
  | { readonly kind: 'unfit'; readonly code: 'archived' | 'shared' }
  /** The bot is not a member. */
  | { readonly kind: 'unfit'; readonly code: 'not_member'; readonly channelName: string }
  | { readonly kind: 'unfit'; readonly code: 'elsewhere'; readonly slackTenantId: string }
  /** Slack's word for it. */
  | { readonly kind: 'unfit'; readonly code: 'not_found' | 'slack_failed'; readonly error: string };

/** Whether alerts would arrive there and reach no outsiders. */
export function judgeSecurityChannel(probe: ChannelProbe, slackTenantIds: readonly string[]): ChannelVerdict {
  if (probe.kind === 'failed') {
    const { error } = probe;
    return { kind: 'unfit', code: /not_found/.test(error) ? 'not_found' : 'slack_failed', error };
  }
  const { slackTenantId } = probe;
  if (slackTenantIds.length > 0 && !slackTenantIds.includes(slackTenantId))
    return { kind: 'unfit', code: 'elsewhere', slackTenantId };
  if (probe.isArchived) return { kind: 'unfit', code: 'archived' };
  if (!probe.isMember) return { kind: 'unfit', code: 'not_member', channelName: probe.name };
  if (probe.isShared) return { kind: 'unfit', code: 'shared' };
  return probe.isPrivate ? { kind: 'fit' } : { kind: 'risky', code: 'public' };
}
