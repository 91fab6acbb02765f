import type { VisibleView } from '../sandbox/sandbox.ts';

/** Whether a form is there to be filled in: Slack may show "Working on it" first. @param name the field's */
export function hasField(name: string): (view: VisibleView) => boolean {
  return ({ blocks }) => JSON.stringify(blocks).includes(`"action_id":"${name}"`);
}
