import { type SealContext, unseal } from '../../domain/crypto/seal.ts';
import { isId, type OrganizationId, type UserId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import type { NoticeAddress } from './described-notice.ts';

export type NoticeAddresses = ReturnType<typeof createNoticeAddresses>;

/** Where a notice goes, and what the people in it are called. */
export function createNoticeAddresses({ store: { read }, keys }: Pick<ServiceDeps, 'store' | 'keys'>) {
  /** In the notice's own workspace: in another, the account of that address may be another person's. */
  async function ofPerson(
    { organizationId, channel, slackTenantId }: Notice,
    userId: UserId,
  ): Promise<NoticeAddress | null> {
    if (channel === 'email') {
      const user = await read.directory.findUser(organizationId, userId);
      return user?.email == null ? null : { kind: 'mailbox', user: { ...user, email: user.email } };
    }
    if (slackTenantId === null) return null;
    const identity = await read.identities.findByUser(organizationId, slackTenantId, userId);
    if (identity !== null) return { kind: 'person', slackUserId: identity.slackUserId };
    const user = await read.directory.findUser(organizationId, userId);
    return user?.email == null ? null : { kind: 'email', email: user.email };
  }

  return {
    ofPerson,

    /** @param ownerId `null`: the security channel */
    async ofSecurity(
      organization: Organization,
      notice: Notice,
      ownerId: UserId | null,
    ): Promise<NoticeAddress | null> {
      if (ownerId != null) return ofPerson(notice, ownerId);
      const channelId = organization.policy.securityChannelId;
      return channelId === null ? null : { kind: 'channel', channelId };
    },

    ofResponse(sealedResponseUrl: string, context: SealContext): NoticeAddress | null {
      const url = unseal(sealedResponseUrl, context, keys);
      return url === null ? null : { kind: 'response_url', url };
    },

    /** A person's name; for anything else, what the history calls it. */
    async nameOf(organizationId: OrganizationId, id: string): Promise<string> {
      if (!isId('user', id)) return id;
      return (await read.directory.findUser(organizationId, id))?.displayName ?? id;
    },
  };
}
