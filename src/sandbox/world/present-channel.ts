import type { JsonObject } from '../json.ts';
import type { Channel } from './channels.ts';

export function presentChannel(channel: Channel, botUserId: string, forTeamId: string): JsonObject {
  const shared = channel.sharedWith.length > 0 || channel.isExtShared;
  const common = {
    id: channel.id,
    created: 1_700_000_000,
    is_archived: false,
    is_im: channel.kind === 'im',
    is_mpim: false,
    is_org_shared: false,
    context_team_id: forTeamId,
  };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((member) => member !== botUserId) ?? botUserId;
    return { ...common, user: other, is_user_deleted: false };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_member: channel.members.has(botUserId),
    is_shared: shared,
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: channel.isPendingExtShared,
    pending_shared: [],
    shared_team_ids: [channel.teamId, ...channel.sharedWith],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.size,
  };
}
