import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import { say } from '../../messages/say.ts';
import type { ExplainedConflict } from '../../services/sources/list-conflicts.ts';
import { formatMinute, formatTime, quote, toPrintable } from '../print.ts';

/** A conflict in plain words: who, what, since when, what happens meanwhile, and the commands that resolve it. */
export function describeConflict(explained: ExplainedConflict): string[] {
  const { conflict, source, effect, possible } = explained;
  const { id, kind, since } = conflict;
  const facts = factsOf(explained);
  const ways = possible.map((way) =>
    say(`cli.source.way.${way}`, {
      ...facts,
      command: `\`backupcode source resolve ${id} --${way.replace('_', '-')}\``,
    }),
  );
  return [
    say('cli.source.conflictHead', { id, source: toPrintable(source.name), time: formatMinute(since) }),
    ...[
      say(`cli.source.conflict.${kind}`, facts),
      say(`cli.source.meanwhile.${effect}`),
      ...ways.filter((_, index) => possible[index] !== 'ignore'),
      say(`cli.source.fix.${kind}`, facts),
      ...ways.filter((_, index) => possible[index] === 'ignore'),
    ].map((line) => `  ${line}`),
  ];
}

/** What a sentence about a conflict may name. */
export function factsOf({ conflict, source, person, user, other, otherSource }: ExplainedConflict) {
  const record = person?.record;
  const name = record?.displayName ?? user?.displayName ?? record?.email ?? conflict.externalId;
  const { field, otherSourceId } = conflict;
  return {
    who: say('cli.source.who', { name: toPrintable(name), id: toPrintable(conflict.externalId) }),
    source: quote(source.name),
    field: nameField(field),
    value: conflict.value === null ? say('cli.source.noValue') : toPrintable(conflict.value),
    other: other === null ? '-' : nameUser(other),
    from:
      otherSource !== null
        ? say('cli.source.fromSource', { source: quote(otherSource.name) })
        : say(otherSourceId === null ? 'cli.source.operatorsList' : 'cli.source.formerSource'),
    login: toPrintable(user?.email ?? record?.email ?? '-'),
  };
}

export function nameUser(user: DirectoryUser): string {
  return say('cli.source.who', { name: toPrintable(user.displayName), id: toPrintable(loginOf(user)) });
}

export function nameField(field: string | null): string {
  if (field === 'email' || field === 'mobile' || field === 'alias')
    return say(`cli.source.conflictField.${field}`);
  return say('cli.source.conflictField.other', { field: field === 'displayName' ? 'name' : (field ?? '-') });
}

export function presentConflict({ conflict, ...explained }: ExplainedConflict): object {
  const { source, person, user, other, otherSource, effect, possible } = explained;
  return {
    id: conflict.id,
    kind: conflict.kind,
    source: source.name,
    externalId: conflict.externalId,
    name: person?.record.displayName ?? null,
    field: conflict.field,
    value: conflict.value,
    user: user === null ? null : { id: user.id, login: loginOf(user) },
    other: other === null ? null : { id: other.id, login: loginOf(other), source: otherSource?.name ?? null },
    since: formatTime(conflict.since),
    effect,
    resolutions: possible.map((way) => way.replace('_', '-')),
  };
}
