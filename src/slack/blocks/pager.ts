import { say } from '../../messages/say.ts';
import type { ActionId } from '../ids.ts';
import { actions, button } from './message.ts';

interface PageButton {
  readonly actionId: ActionId;
  /** Where the page begins: a claim, which grants nothing. */
  readonly value: string;
}

/** **Older** and **Newest**, below a page; nothing if it is the only one. */
export function buildPager({
  older,
  newest,
}: {
  readonly older: PageButton | null;
  readonly newest: PageButton | null;
}) {
  const buttons = [
    ...(older === null ? [] : [button(say('slack.button.older'), older)]),
    ...(newest === null ? [] : [button(say('slack.button.newest'), newest)]),
  ];
  return buttons.length === 0 ? [] : [actions(...buttons)];
}
