import type { KnownBlock } from '@slack/types';
import { type button, mrkdwn } from '../../blocks/message.ts';

/** A line with a button beside it. */
export function sectionWith(text: string, accessory: ReturnType<typeof button>): KnownBlock {
  return { type: 'section', text: mrkdwn(text), accessory };
}
