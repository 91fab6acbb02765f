import { buildWorkspace, type WorkspaceFixture } from './workspace.ts';

/** Acme: one person per situation, named for it. Every name, address and id is invented. */
export function demoWorkspace(): WorkspaceFixture {
  return (
    buildWorkspace()
      .team('TPARTNER', { name: 'Partner', domain: 'partner' })
      .person('UESTELLE', {
        realName: 'Estelle External',
        email: 'estelle@partner.example',
        isStranger: true,
      })
      .person('USASHA', { realName: 'Sasha Shared', email: 'sasha@partner.example' })
      .team('TACME', { name: 'Acme', domain: 'acme' })
      .person('UOLIVIA', {
        realName: 'Olivia Owner',
        email: 'olivia@acme.test',
        isOwner: true,
        isAdmin: true,
      })
      .person('UADAM', { realName: 'Adam Admin', email: 'adam@acme.test', isAdmin: true })
      .person('UAMINA', { realName: 'Amina Admin', email: 'amina@acme.test', isAdmin: true })
      .person('UHUGO', { realName: 'Hugo Helpdesk', email: 'hugo@acme.test' })
      .person('UMIA', { realName: 'Mia Member', email: 'mia@acme.test' })
      .person('ULENA', { realName: 'Lena Lockedout', email: 'lena@acme.test' })
      .person('UIVAN', { realName: 'Ivan Invited', email: 'ivan@acme.test' })
      .person('USAM', { realName: 'Sam Suspended', email: 'sam@acme.test' })
      .person('UDORA', { realName: 'Dora Deactivated', email: 'dora@acme.test' })
      .person('UUMA', { realName: 'Uma Unverified', email: 'uma@unverified.example' })
      .person('UMOLLY', { realName: 'Molly Mobile', email: 'molly@acme.test' })
      .person('UGINA', { realName: 'Gina Guest', email: 'gina@guest.example', isRestricted: true })
      .person('USIGI', {
        realName: 'Sigi Singlechannel',
        email: 'sigi@guest.example',
        isRestricted: true,
        isUltraRestricted: true,
      })
      .person('UPENDING', { realName: 'Pia Pending', email: 'pia@acme.test', isInvitedUser: true })
      .person('UBUILDER', { realName: 'Bot Builder', handle: 'builder', isBot: true })
      .person('UNORA', { realName: 'Nora Newcomer', email: 'nora@acme.test' })
      // One letter off Olivia's address, and never confirmed.
      .person('UEVAN', { realName: 'Evan Evil', email: 'olivla@acme.test', isEmailConfirmed: false })
      .person('UDAN', { realName: 'Deleted Dan', handle: 'dan', email: 'dan@acme.test', isDeleted: true })
      .channel('CGENERAL', { name: 'general', withApps: true })
      .channel('CITHELP', { name: 'it-help', withApps: true })
      .channel('CSECURITY', { name: 'security-alerts', withApps: true })
      .channel('CRANDOM', { name: 'random' })
      .channel('CGUESTS', { name: 'guests', withApps: true, members: ['UADAM', 'UMIA', 'UGINA', 'USIGI'] })
      .channel('CPARTNERS', {
        name: 'partners-shared',
        withApps: true,
        members: ['UOLIVIA', 'UADAM', 'UAMINA', 'UMIA', 'ULENA', 'UESTELLE', 'USASHA'],
        isExtShared: true,
        sharedWith: ['TPARTNER'],
      })
      .channel('CPENDING', { name: 'partners-pending', withApps: true, isPendingExtShared: true })
      .channel('CSECRET', {
        name: 'admins-only',
        kind: 'private',
        members: ['UOLIVIA', 'UADAM', 'UAMINA'],
        withApps: true,
      })
      .channel('CBOARD', { name: 'board', kind: 'private', members: ['UOLIVIA'] })
      .build()
  );
}

/** The team into which apps are installed unless they say otherwise. */
export const DEMO_TEAM_ID = 'TACME';
