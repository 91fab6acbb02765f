import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import type { FoundConflict } from '../../domain/directory/provision/find-conflicts.ts';
import type { Provision, UserField } from '../../domain/directory/provision/provision-facts.ts';
import { say } from '../../messages/say.ts';
import type { PlannedChange } from '../../services/sources/run/plan-run.ts';
import { nameField } from './describe-conflict.ts';

/** What the operator is shown of a person; the rest only links them to the source. */
const hidden: readonly UserField[] = ['sourceId', 'externalId', 'primary'];

/** A row of the preview: action, login, name, reason. */
export function describePlannedChange({ record, decision, isMissing }: PlannedChange): string[] {
  const { login, name } = whoOf(record, decision);
  const action = say(`cli.source.action.${decision.kind}`);
  const isLeavingOut = record.leftOut !== undefined && decision.kind !== 'skip';
  const reasons = [
    ...(isMissing ? [say('cli.source.missing')] : []),
    ...(isLeavingOut && !isMissing ? [say(`cli.source.skip.${record.leftOut}`)] : []),
  ];
  return [action, login, name, [...reasons, ...reasonsOf(decision)].join('; ')];
}

export function presentPlannedChange({ record, decision, isMissing }: PlannedChange): object {
  return {
    action: decision.kind,
    externalId: record.externalId,
    ...whoOf(record, decision),
    isMissing,
    changes: 'changed' in decision ? listChanges(decision) : [],
    conflicts: conflictsOf(decision).map(({ kind, field, value }) => ({ kind, field, value })),
    reason: decision.kind === 'skip' ? decision.reason : null,
    ...(decision.kind === 'create' ? { role: decision.after.role, status: decision.after.status } : {}),
  };
}

function whoOf(record: PlannedChange['record'], decision: Provision): { login: string; name: string } {
  if (decision.kind === 'create') return { login: loginOf(decision.after), name: decision.after.displayName };
  if ('before' in decision) return { login: loginOf(decision.before), name: decision.before.displayName };
  return { login: record.email ?? record.mobile ?? '-', name: record.displayName ?? record.externalId };
}

function reasonsOf(decision: PlannedChange['decision']): string[] {
  const conflicts = conflictsOf(decision).map(({ kind, field, value }) =>
    say(`cli.source.conflictShort.${kind}`, {
      field: nameField(field),
      value: value ?? say('cli.source.noValue'),
    }),
  );
  switch (decision.kind) {
    case 'create': {
      const { role, status } = decision.after;
      return [say('cli.directory.add', { role: say(`role.${role}`), status }), ...conflicts];
    }
    case 'conflict':
      return conflicts;
    case 'skip':
      return [say(`cli.source.skip.${decision.reason}`)];
    default:
      return [
        ...listChanges(decision).map(({ field, before, after }) => `${field}: ${before} -> ${after}`),
        ...conflicts,
      ];
  }
}

function conflictsOf(decision: PlannedChange['decision']): readonly FoundConflict[] {
  return decision.kind === 'skip' ? [] : decision.conflicts;
}

function listChanges({
  before,
  after,
  changed,
}: {
  readonly before: DirectoryUser;
  readonly after: DirectoryUser;
  readonly changed: readonly UserField[];
}): { field: string; before: string; after: string }[] {
  return changed
    .filter((field) => !hidden.includes(field))
    .map((field) => ({
      field: field === 'displayName' ? 'name' : field,
      before: before[field] ?? '-',
      after: after[field] ?? '-',
    }));
}
