import type { KnownBlock } from '@slack/types';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { ExplainedConflict } from '../../../services/sources/list-conflicts.ts';
import { button, section } from '../../blocks/message.ts';
import { escapeMrkdwn, shortenMrkdwn } from '../../blocks/mrkdwn.ts';
import { actionIds } from '../../ids.ts';

const PART_LENGTH_MAX = 300;

/** A conflict of a source's record with the directory, and the button that opens its form. */
export function buildConflict(explained: ExplainedConflict): KnownBlock {
  return section(
    describeConflict(explained),
    button(say('slack.button.resolve'), {
      actionId: actionIds.resolveConflict,
      value: explained.conflict.id,
    }),
  );
}

/** Who, what, and what it does meanwhile. */
export function describeConflict(explained: ExplainedConflict): string {
  const { conflict, effect } = explained;
  return [
    say(`slack.home.conflict.kind.${conflict.kind}`, factsOf(explained)),
    say(`slack.home.conflict.meanwhile.${effect}`),
  ].join(' ');
}

/** What a sentence about a conflict may name, escaped. */
export function factsOf({ conflict, source, person, user, other, otherSource }: ExplainedConflict) {
  const record = person?.record;
  const name = record?.displayName ?? user?.displayName ?? record?.email ?? conflict.externalId;
  const { field, otherSourceId } = conflict;
  return {
    who: say('slack.home.conflict.who', { name: part(name), id: part(conflict.externalId) }),
    source: part(source.name),
    field: nameField(field),
    value: conflict.value === null ? say('slack.home.conflict.no_value') : part(conflict.value),
    other:
      other === null
        ? '-'
        : say('slack.home.conflict.who', { name: part(other.displayName), id: part(loginOf(other)) }),
    from:
      otherSource !== null
        ? say('slack.home.conflict.from_source', { source: part(otherSource.name) })
        : say(
            otherSourceId === null
              ? 'slack.home.conflict.operators_list'
              : 'slack.home.conflict.former_source',
          ),
    login: part(user?.email ?? record?.email ?? '-'),
  };
}

function part(text: string): string {
  return shortenMrkdwn(escapeMrkdwn(text), PART_LENGTH_MAX);
}

function nameField(field: string | null): string {
  switch (field) {
    case 'email':
    case 'mobile':
    case 'alias':
      return say(`slack.home.conflict.field.${field}`);
    case 'displayName':
      return say('slack.home.conflict.field.name');
    default:
      return say('slack.home.conflict.field.other', { field: part(field ?? '-') });
  }
}
