import { InvalidArgumentError } from 'commander';
import { type AuditAction, auditActions } from '../../../domain/audit/audit-event.ts';
import { say } from '../../../messages/say.ts';
import { HELP_WIDTH } from '../../cli-runtime.ts';

const INDENT = '  ';

export function parseAction(text: string): AuditAction {
  const action = auditActions.find((each) => each === text);
  if (action === undefined) throw new InvalidArgumentError(say('cli.audit.unknownAction'));
  return action;
}

/** Every action, for the help of `audit list`: those of a subject together, in as few lines as they need. */
export function listActions(): string {
  const subjects = Map.groupBy(auditActions, (action) => action.split('.')[0] ?? '');
  return [...subjects.values()].map(foldActions).join('\n');
}

function foldActions(actions: readonly AuditAction[]): string {
  const lines: string[] = [];
  for (const action of actions) {
    const last = lines.at(-1);
    const longer = `${last}, ${action}`;
    if (last !== undefined && longer.length < HELP_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${INDENT}${action}`);
  }
  return lines.join(',\n');
}
