import { z } from 'zod';
import { type IdKind, type IdOfKind, isId } from '../../domain/ids.ts';
import { Secret } from '../../domain/secret.ts';
import type { SlackWorkspace } from '../../domain/slack-person.ts';

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

const clickSchema = z.object({
  team: z.object({ id: z.string().min(1), enterprise_id: z.string().optional() }).nullable(),
  enterprise: z.object({ id: z.string().min(1) }).nullish(),
  user: z.object({ id: z.string().min(1), team_id: z.string().optional() }),
  channel: z.object({ id: z.string().min(1) }).optional(),
  container: z.object({ channel_id: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
  trigger_id: z.string().min(1),
  response_url: z.string().min(1),
  actions: z.array(z.object({ value: z.string().max(2000).default('') })).min(1),
});

/** `null` if the payload lacks what a click of ours has. */
export function readClick(body: unknown): Click | null {
  const parsed = clickSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team, enterprise, user, channel, container, actions } = parsed.data;
  const teamId = team?.id ?? user.team_id;
  const channelId = channel?.id ?? container?.channel_id;
  if (teamId === undefined || channelId === undefined) return null;
  return {
    workspace: { teamId, enterpriseId: enterprise?.id ?? team?.enterprise_id ?? null },
    slackUserId: user.id,
    channelId,
    deliveryKey: parsed.data.trigger_id,
    responseUrl: new Secret(parsed.data.response_url),
    value: actions[0]?.value ?? '',
    isEphemeral: container?.is_ephemeral === true,
  };
}

/** The id the button carried; `null` if it is none of that kind, which the use case refuses and writes down. */
export function readId<K extends IdKind>(kind: K, { value }: Pick<Click, 'value'>): IdOfKind[K] | null {
  return isId(kind, value) ? value : null;
}
