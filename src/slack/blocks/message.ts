import type { KnownBlock, MrkdwnElement } from '@slack/types';
import { say } from '../../messages/say.ts';

/** What is sent to Slack: `text` is what notifications show, so it never holds a code (N6). */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/**
 * `verbatim`, or Slack makes links of every address and mentions of some words in it: a reason like "confirm at
 * https://..." would reach approvers as a link in a message of ours.
 */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** @param accessory a button beside the text */
export function section(text: string, accessory?: ReturnType<typeof button>): KnownBlock {
  return { type: 'section', text: mrkdwn(text), ...(accessory === undefined ? {} : { accessory }) };
}

/** What Slack takes in one section. */
const SECTION_LENGTH_MAX = 3000;

/** Lines below each other, in as many sections as they need (S14). */
export function sections(...lines: string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const joined = `${texts.at(-1)}\n${line}`;
    if (texts.length > 0 && joined.length <= SECTION_LENGTH_MAX) texts[texts.length - 1] = joined;
    else texts.push(line);
  }
  return texts.map((text) => section(text));
}

export function context(...lines: string[]): KnownBlock {
  return { type: 'context', elements: lines.map(mrkdwn) };
}

export interface ButtonOptions {
  readonly actionId: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
}

export function button(label: string, options: ButtonOptions) {
  const { actionId, value, style, confirm } = options;
  return {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: label },
    action_id: actionId,
    value,
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: { type: 'plain_text' as const, text: confirm.title },
            text: { type: 'plain_text' as const, text: confirm.text },
            confirm: { type: 'plain_text' as const, text: confirm.yes },
            deny: { type: 'plain_text' as const, text: say('slack.button.go_back') },
            style: style ?? ('primary' as const),
          },
        }),
  };
}

export function actions(...elements: ReturnType<typeof button>[]): KnownBlock {
  return { type: 'actions', elements };
}
