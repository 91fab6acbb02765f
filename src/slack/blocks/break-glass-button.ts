import { say } from '../../messages/say.ts';
import { actionIds } from '../ids.ts';
import { button } from './message.ts';

/** **Break glass**, where an owner's request needs approval. It opens a form, which asks for confirmation. */
export function buildBreakGlassButton(requestId: string) {
  return button(say('slack.button.break_glass'), {
    actionId: actionIds.breakGlass,
    value: requestId,
    style: 'danger',
  });
}
