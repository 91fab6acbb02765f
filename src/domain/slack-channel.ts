/**
 * Whether a code may be shown in a channel (S7). `shared`: people of another organization are in it, or are invited.
 * `unseen`: the bot cannot look, so nobody knows; treated as shared, but said differently.
 */
export type ChannelJudgement = 'own' | 'shared' | 'unseen';

/** The refusal for a channel in which no code may be shown. */
export const channelRefusals = { shared: 'channel_shared', unseen: 'channel_unseen' } as const;
