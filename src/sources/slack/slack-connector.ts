import {
  type SlackMember,
  type SlackWorkspace,
  slackTenantIdOf,
} from '../../domain/directory/slack-person.ts';
import { SLACK_ROLE_ATTRIBUTE, toSlackRecord } from '../../domain/directory/slack-record.ts';
import type { RoleRule } from '../../domain/directory/source.ts';
import type {
  SourceAccess,
  SourceConnection,
  SourceConnector,
  SourcePage,
} from '../../ports/directory/source.ts';
import { VendorError, type VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { readPages } from '../../vendors/http/read-pages.ts';
import type { SourceWorld } from '../source-world.ts';
import { openSlack, type SlackApi } from './slack-api.ts';

/** Filled in when the source is added. The source stays with its workspace, whatever token an instance has. */
const settingList: readonly VendorSetting[] = [
  { name: 'workspace', isRequired: false, isSecret: false },
  { name: 'enterprise', isRequired: false, isSecret: false },
];

const ruleFor = (value: string): RoleRule => ({
  when: { kind: 'attribute', attribute: SLACK_ROLE_ATTRIBUTE, value },
  role: 'admin',
});

/** The Slack workspace that the bot is in. Slack has no list of changes. */
export function createSlackConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'slack',
    settings: settingList,
    suggestedRules: [ruleFor('owner'), ruleFor('admin')],
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        workspace: (value) => (/^T[A-Z0-9]{2,30}$/.test(value) ? null : 'malformed'),
        enterprise: (value) => (/^E[A-Z0-9]{2,30}$/.test(value) ? null : 'malformed'),
      }),
    async isReadElsewhere(settings, signal) {
      if (world.slack === null) return true;
      try {
        return !isOf(settings, await openSlack(world, world.slack).findWorkspace(signal));
      } catch (error) {
        // The run finds out why, and says so.
        if (error instanceof VendorError) return false;
        throw error;
      }
    },
    open: (access) => connect(world, access),
  };
}

function connect(world: SourceWorld, { settings, slackTenantIds }: SourceAccess): SourceConnection {
  function openApi(): SlackApi {
    if (world.slack === null) throw new VendorError('bot_token_missing');
    return openSlack(world, world.slack);
  }

  return {
    async test(signal) {
      const slack = openApi();
      const workspace = await slack.findWorkspace(signal);
      const isOther = settings.workspace !== undefined && settings.workspace !== workspace.teamId;
      // While a source is being added, the caller finds out which organization has the workspace.
      const isForeign = slackTenantIds?.includes(slackTenantIdOf(workspace)) === false;
      if (isOther || isForeign) throw wrong(workspace);
      const { items, next } = await slack.listMembers(null, signal);
      assertAddresses(items);
      const people = items.filter((member) => toSlackRecord(member, workspace).status === 'confirmed');
      return {
        people: next === null ? people.length : null,
        settings: {
          workspace: workspace.teamId,
          ...(workspace.enterpriseId === null ? {} : { enterprise: workspace.enterpriseId }),
        },
        slackWorkspace: workspace,
      };
    },
    async *readAll(signal): AsyncGenerator<SourcePage> {
      const slack = openApi();
      const workspace = await slack.findWorkspace(signal);
      const isOurs = slackTenantIds?.includes(slackTenantIdOf(workspace)) === true;
      if (!isOf(settings, workspace) || !isOurs) throw wrong(workspace);
      const pages = readPages(
        (next) => slack.listMembers(next, signal),
        ({ slackUserId }) => slackUserId,
      );
      let usable = 0;
      for await (const members of pages) {
        const people = members.map((member) => toSlackRecord(member, workspace));
        usable += people.filter(({ status }) => status === 'confirmed').length;
        yield { people, gone: [], cursor: null };
      }
      // Every workspace has an owner. Without one to read, something hides them.
      if (usable === 0) throw new VendorError('not_permitted', 'no member with a confirmed address');
    },
    readChanges: async () => null,
  };
}

/** A workspace that joins an Enterprise Grid is another tenant: its accounts are no longer those that were linked. */
function isOf(
  { workspace, enterprise }: SourceAccess['settings'],
  { teamId, enterpriseId }: SlackWorkspace,
): boolean {
  return workspace === teamId && (enterprise ?? null) === enterpriseId;
}

function wrong(workspace: SlackWorkspace): VendorError {
  return new VendorError('wrong_workspace', `the bot token is of ${slackTenantIdOf(workspace)}`);
}

/** @throws VendorError if Slack shows the address of no one */
function assertAddresses(members: readonly SlackMember[]): void {
  const people = members.filter(({ isBot, isDeleted }) => !isBot && !isDeleted);
  if (people.length > 0 && people.every(({ email }) => email === null))
    throw new VendorError('not_permitted', 'no addresses');
}
