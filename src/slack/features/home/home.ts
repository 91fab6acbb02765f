import type { HomeView, KnownBlock } from '@slack/types';
import { say } from '../../../messages/say.ts';
import type { HomePlace } from '../../../services/home/home-place.ts';
import type { Home } from '../../../services/home/read-home.ts';
import { actions, button, context, section } from '../../blocks/message.ts';
import { actionIds } from '../../ids.ts';
import { buildDelegations } from '../delegate/section.ts';
import { buildOwnHelp, buildQueuePart } from '../request/queue.ts';
import { buildApprovals, buildDesk, buildOwnDesk } from './desk.ts';
import { buildHistory } from './history.ts';
import { buildOwnAccount } from './own-account.ts';
import { writePlace } from './place.ts';
import { buildPolicyRow } from './policy-row.ts';
import { buildWeeks } from './weeks.ts';

/** The Home tab of one person. Slack takes a hundred blocks: the lists are short, and the rest is a command away. */
export function buildHome(home: Home, place: HomePlace): HomeView {
  return { type: 'home', private_metadata: writePlace(place), blocks: listBlocks(home, place) };
}

function listBlocks(home: Home, place: HomePlace): KnownBlock[] {
  switch (home.kind) {
    case 'closed':
      return [section(say('slack.home.what')), section(say('slack.home.closed'))];
    case 'member':
      return [
        section(say('slack.home.what')),
        actions(...(home.isOnDesk ? [generate(), lockedOut()] : [lockedOut('primary')])),
        ...buildOwnHelp(home.help, home.own.user.id),
        ...buildQueuePart(home.queue, home.own.user.id),
        ...buildApprovals(home.approvals),
        ...standApart(buildDelegations(home.delegations)),
        ...buildOwnDesk(home.desk, home.isOnDesk),
        { type: 'divider' },
        ...buildOwnAccount(home.own, place),
        context(say('slack.help.never')),
      ];
    case 'issuer':
      return [
        section(say('slack.home.what')),
        actions(generate(), lockedOut()),
        ...buildOwnHelp(home.help, home.own.user.id),
        ...buildQueuePart(home.queue, home.own.user.id),
        ...buildDesk(home.desk),
        ...standApart(buildDelegations(home.delegations)),
        ...buildPolicyRow(home.desk.reader.role),
        ...buildWeeks(home.desk.weeks),
        ...buildHistory(home.desk.history, place),
        { type: 'divider' },
        ...buildOwnAccount(home.own, place),
        context(say('slack.home.commands')),
      ];
  }
}

function standApart(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.length === 0 ? [] : [{ type: 'divider' }, ...blocks];
}

function generate() {
  return button(say('slack.button.generate'), {
    actionId: actionIds.homeIssue,
    value: 'issue',
    style: 'primary',
  });
}

function lockedOut(style?: 'primary') {
  return button(say('slack.button.locked_out'), {
    actionId: actionIds.homeLockedOut,
    value: 'locked_out',
    ...(style === undefined ? {} : { style }),
  });
}
