import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';
import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import { type IdKind, type IdOfKind, isId } from '../../domain/ids.ts';
import { type Fields, fieldsSchema, readFields } from './read-fields.ts';

interface ClickBase {
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
  /** Where it was: a channel's id, or `home` or `modal`, which are in no channel. */
  readonly channelId: string;
  /** Slack's trigger id: unique to this click. */
  readonly deliveryKey: string;
  /** What the button carried, or the option that was chosen: a claim, never an authority. */
  readonly value: string;
}

/** A click in a message, as far as Slack vouches for it. */
export interface MessageClick extends ClickBase {
  readonly place: 'message';
  readonly responseUrl: Secret;
  /** Whether the message with the button is one that only its addressee has. */
  readonly isEphemeral: boolean;
}

/** A click in the Home tab or in a modal: Slack sends no channel and no response URL, so no code can be shown there. */
export interface ViewClick extends ClickBase {
  readonly place: 'home' | 'modal';
  readonly viewId: string;
  /** Of the view in which it was, to replace that one and no newer. */
  readonly viewHash: string | null;
  /** What our builder put into the view: ids, and nothing that decides. */
  readonly metadata: string;
  readonly fields: Fields;
  readonly isEphemeral: false;
}

export type Click = MessageClick | ViewClick;

const text = z.string().nullish();
const clickSchema = z.object({
  team: z.object({ id: text, enterprise_id: text }).nullish(),
  enterprise: z.object({ id: text }).nullish(),
  user: z.object({ id: text, team_id: text }).nullish(),
  channel: z.object({ id: text }).nullish(),
  container: z
    .object({ type: text, view_id: text, channel_id: text, is_ephemeral: z.boolean().nullish() })
    .nullish(),
  view: z
    .object({
      id: text,
      type: text,
      hash: text,
      private_metadata: text,
      state: z.object({ values: fieldsSchema.nullish() }).nullish().catch(null),
    })
    .nullish(),
  trigger_id: text,
  response_url: text,
  actions: z
    .array(
      z
        .object({
          value: z.string().max(2000).nullish(),
          selected_option: z.object({ value: z.string().max(2000).nullish() }).nullish(),
        })
        .nullish(),
    )
    .nullish(),
});

export type ReadClick =
  | { readonly kind: 'click'; readonly click: Click }
  /** Slack left out what a click of ours has; `responseUrl` is where that can be said, if anywhere. */
  | { readonly kind: 'incomplete'; readonly responseUrl: Secret | null };

export function readClick(body: unknown): ReadClick {
  const { data } = clickSchema.safeParse(body);
  if (data === undefined) return { kind: 'incomplete', responseUrl: null };
  const { team, enterprise, user, channel, container, actions, view } = data;
  const teamId = team?.id || user?.team_id;
  const deliveryKey = data.trigger_id;
  const responseUrl = data.response_url ? new Secret(data.response_url) : null;
  if (!teamId || !user?.id || !deliveryKey) return { kind: 'incomplete', responseUrl };
  const [action] = actions ?? [];
  const base = {
    workspace: { teamId, enterpriseId: enterprise?.id || team?.enterprise_id || null },
    slackUserId: user.id,
    deliveryKey,
    value: action?.value ?? action?.selected_option?.value ?? '',
  };
  const viewId = view?.id || container?.view_id;
  if (viewId && (container == null || container.type === 'view')) {
    const place = view?.type === 'home' ? 'home' : 'modal';
    const metadata = view?.private_metadata ?? '';
    const fields = readFields(view?.state?.values ?? {});
    const viewHash = view?.hash || null;
    return {
      kind: 'click',
      click: { ...base, place, channelId: place, viewId, viewHash, metadata, fields, isEphemeral: false },
    };
  }
  const channelId = channel?.id || container?.channel_id;
  if (!channelId || responseUrl === null) return { kind: 'incomplete', responseUrl };
  const isEphemeral = container?.is_ephemeral === true;
  return { kind: 'click', click: { ...base, place: 'message', channelId, responseUrl, isEphemeral } };
}

/** The id the button carried; `null` if it is no id of that kind, which the use case refuses and logs. */
export function readId<K extends IdKind>(kind: K, { value }: { readonly value: string }): IdOfKind[K] | null {
  return isId(kind, value) ? value : null;
}
