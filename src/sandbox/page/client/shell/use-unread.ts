import { useEffect, useMemo, useState } from 'react';
import type { Conversation } from '../net/types.ts';

/** How many messages of others came to each conversation since this person last looked at it, on this page. */
export function useUnread(
  person: string,
  conversations: readonly Conversation[],
  current: string | undefined,
): ReadonlyMap<string, number> {
  const [seen, setSeen] = useState<Readonly<Record<string, readonly string[]>>>({});
  const open = conversations.find((each) => each.id === current);
  const shown = open?.messages.map(({ ts }) => ts).join(' ') ?? '';
  useEffect(() => {
    if (current === undefined) return;
    const key = `${person} ${current}`;
    setSeen((now) => ({ ...now, [key]: shown === '' ? [] : shown.split(' ') }));
  }, [person, current, shown]);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { id, messages } of conversations) {
      const known = new Set(seen[`${person} ${id}`] ?? []);
      const fresh = messages.filter(({ ts, user }) => user !== person && !known.has(ts));
      if (id !== current && fresh.length > 0) counts.set(id, fresh.length);
    }
    return counts;
  }, [person, conversations, seen, current]);
}
