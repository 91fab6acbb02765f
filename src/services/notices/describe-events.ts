import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import type { NoticeDescription } from './described-notice.ts';
import type { NoticeAddresses } from './find-notice-address.ts';

type EventContent = Extract<
  NoticeContent,
  {
    kind:
      | 'target_redeem_alarm'
      | 'security_redeem_alarm'
      | 'security_mail_failed'
      | 'security_channel_failed'
      | 'security_change';
  }
>;

/** Notices about what happened to an account, a setting, or a way of telling people. */
export function createDescribeEvents(
  { store: { read } }: Pick<ServiceDeps, 'store'>,
  address: NoticeAddresses,
) {
  return async function describeEvent(
    organization: Organization,
    notice: Notice,
    content: EventContent,
  ): Promise<NoticeDescription> {
    const to =
      content.kind === 'target_redeem_alarm'
        ? await address.ofPerson(notice, content.userId)
        : await address.ofSecurity(organization, notice, content.ownerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    switch (content.kind) {
      case 'target_redeem_alarm':
      case 'security_redeem_alarm': {
        const user = await read.directory.findUser(organization.id, content.userId);
        if (user === null) return { kind: 'pointless', why: 'nobody_to_tell' };
        return { kind: content.kind, to, organization, user, alarm: content.alarm };
      }
      case 'security_mail_failed': {
        const { kind, userId, why } = content;
        const person = userId === null ? null : await read.directory.findUser(organization.id, userId);
        return { kind, to, organization, person, why };
      }
      case 'security_channel_failed':
        return { kind: content.kind, to, organization, channelId: content.channelId, why: content.why };
      case 'security_change': {
        const { kind, action, changes } = content;
        const by = await address.nameOf(organization.id, content.by);
        const target = content.target === null ? null : await address.nameOf(organization.id, content.target);
        return { kind, to, organization, action, by, target, changes };
      }
    }
  };
}
