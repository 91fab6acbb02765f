import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Message as MessageData } from '../net/types.ts';
import { useSurroundings } from '../text/people.ts';
import { Message } from './message.tsx';

const GROUPED_S = 300;

function dayOf(ts: string, timeZone: string | undefined): string {
  const write = (at: number) =>
    new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone }).format(at);
  const day = write(Number(ts) * 1000);
  return day === write(Date.now()) ? 'Today' : day;
}

function isContinued(message: MessageData, before: MessageData | undefined): boolean {
  if (!before || before.user !== message.user || before.ephemeral !== message.ephemeral) return false;
  return !message.ephemeral && Number(message.ts) - Number(before.ts) < GROUPED_S;
}

export interface MessageListProps {
  readonly label: string;
  readonly messages: readonly MessageData[];
  readonly repliesTo?: ReadonlyMap<string, number>;
  readonly isInThread?: boolean;
  readonly intro?: ReactNode;
}

/** A log that follows its newest line, unless somebody scrolled up to read. */
export function MessageList({ label, messages, repliesTo, isInThread = false, intro }: MessageListProps) {
  const { reader } = useSurroundings();
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  useLayoutEffect(() => {
    isFollowing.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);
  useEffect(() => {
    if (!inner.current || !box.current) return undefined;
    const follow = new ResizeObserver(() => {
      if (isFollowing.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    });
    follow.observe(inner.current);
    follow.observe(box.current);
    return () => follow.disconnect();
  }, []);
  const watch = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? {
      scrollTop: 0,
      scrollHeight: 0,
      clientHeight: 0,
    };
    isFollowing.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  let day = '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div ref={box} className="messages" role="log" aria-label={label} tabIndex={0} onScroll={watch}>
      <div ref={inner} className="messages-inner">
        {intro}
        {messages.map((message, index) => {
          const today = dayOf(message.ts, reader.tz);
          const isNewDay = today !== day;
          day = today;
          return (
            <div key={message.ts} className="message-row">
              {isNewDay && !isInThread && (
                <div className="day">
                  <span>{today}</span>
                </div>
              )}
              <Message
                message={message}
                isContinued={!isNewDay && isContinued(message, messages[index - 1])}
                replies={repliesTo?.get(message.ts) ?? 0}
                isInThread={isInThread}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
