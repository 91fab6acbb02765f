import type { Policy } from '../organization/policy.ts';
import { type Refusal, refuse } from '../requests/refusals.ts';

/**
 * What the bot knows of a conversation (S7). `direct`: its own direct message with one person. `shared`: people of another
 * organization are members or invited. `unseen`: the bot can't look, so it treats it as shared, with different words.
 */
export type ChannelJudgement = 'direct' | 'own' | 'shared' | 'unseen';

/** Why no code may be shown there; `null` if one may. */
export function judgePlace(
  channel: ChannelJudgement,
  { revealIn }: Pick<Policy, 'revealIn'>,
): Refusal | null {
  if (channel === 'direct') return null;
  if (revealIn === 'direct_message') return refuse('channel_not_direct');
  return channel === 'own' ? null : refuse(channel === 'shared' ? 'channel_shared' : 'channel_unseen');
}
