import type { KnownBlock } from '@slack/types';
import type { Role } from '../../../domain/directory/roles.ts';
import { say } from '../../../messages/say.ts';
import { button, section } from '../../blocks/message.ts';
import { actionIds } from '../../ids.ts';

/** The policy, for owners: they change it. Admins read it with `/backupcode policy`. */
export function buildPolicyRow(role: Role): KnownBlock[] {
  if (role !== 'owner') return [];
  const change = button(say('slack.button.change'), { actionId: actionIds.changePolicy, value: 'policy' });
  return [{ type: 'divider' }, section(say('slack.home.policy'), change)];
}
