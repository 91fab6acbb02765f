import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import { type IdKind, type IdOfKind, isId } from '../../domain/ids.ts';

/** A click on one of our buttons, as far as Slack vouches for it. */
export interface Click {
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
  readonly channelId: string;
  readonly deliveryKey: string;
  readonly responseUrl: Secret;
  /** What the button carried: a claim, never an authority. */
  readonly value: string;
  /** Whether the message with the button is one that only its addressee has. */
  readonly isEphemeral: boolean;
}

const text = z.string().nullish();
const clickSchema = z.object({
  team: z.object({ id: text, enterprise_id: text }).nullish(),
  enterprise: z.object({ id: text }).nullish(),
  user: z.object({ id: text, team_id: text }).nullish(),
  channel: z.object({ id: text }).nullish(),
  container: z.object({ channel_id: text, is_ephemeral: z.boolean().nullish() }).nullish(),
  trigger_id: text,
  response_url: text,
  actions: z.array(z.object({ value: z.string().max(2000).nullish() }).nullish()).nullish(),
});

export type ReadClick =
  | { readonly kind: 'click'; readonly click: Click }
  /** Slack left out what a click of ours has; `responseUrl` is where that can be said, if anywhere. */
  | { readonly kind: 'incomplete'; readonly responseUrl: Secret | null };

export function readClick(body: unknown): ReadClick {
  const { data } = clickSchema.safeParse(body);
  if (data === undefined) return { kind: 'incomplete', responseUrl: null };
  const { team, enterprise, user, channel, container, actions } = data;
  const teamId = team?.id || user?.team_id;
  const channelId = channel?.id || container?.channel_id;
  const deliveryKey = data.trigger_id;
  const responseUrl = data.response_url ? new Secret(data.response_url) : null;
  if (!teamId || !channelId || !user?.id || !deliveryKey || responseUrl === null)
    return { kind: 'incomplete', responseUrl };
  return {
    kind: 'click',
    click: {
      workspace: { teamId, enterpriseId: enterprise?.id || team?.enterprise_id || null },
      slackUserId: user.id,
      channelId,
      deliveryKey,
      responseUrl,
      value: actions?.[0]?.value ?? '',
      isEphemeral: container?.is_ephemeral === true,
    },
  };
}

/** The id the button carried; `null` if it is no id of that kind, which the use case refuses and logs. */
export function readId<K extends IdKind>(kind: K, { value }: Pick<Click, 'value'>): IdOfKind[K] | null {
  return isId(kind, value) ? value : null;
}
