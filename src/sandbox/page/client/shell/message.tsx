import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceContext } from '../blocks/surface.ts';
import { type Use, useSurfaceState } from '../blocks/use-surface-state.ts';
import type { Message as MessageData } from '../net/types.ts';
import { nameOf, useSurroundings } from '../text/people.ts';
import { Mrkdwn } from '../text/rich.tsx';
import { Avatar } from './avatar.tsx';
import { useClient } from './client-context.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { listShortcuts } from './shortcuts.ts';

export function timeOf(ts: string, timeZone: string | undefined): string {
  const options = { hour: 'numeric', minute: '2-digit', timeZone } as const;
  return new Intl.DateTimeFormat('en-US', options).format(Number(ts) * 1000);
}

export interface MessageProps {
  readonly message: MessageData;
  /** The one before is of the same author, a moment ago. */
  readonly isContinued: boolean;
  readonly replies: number;
  readonly isInThread: boolean;
}

export function Message({ message, isContinued, replies, isInThread }: MessageProps) {
  const { world, reader } = useSurroundings();
  const { openThread, act } = useClient();
  const shortcuts = listShortcuts(world, reader, 'message');
  const author = nameOf(world, message.user);
  const isApp = message.appId !== undefined || message.user === 'USLACKBOT';
  const time = timeOf(message.ts, reader.tz);
  const canReply = !message.ephemeral && !isInThread;
  const box = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  // What was pressed may be gone with what it did: then the focus stays with its message.
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (hadFocus.current && (activeElement === null || activeElement === document.body)) box.current?.focus();
  });
  return (
    <article
      ref={box}
      tabIndex={-1}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        hadFocus.current = event.relatedTarget === null && !event.target.isConnected;
      }}
      className={['message', isContinued && 'continued', message.ephemeral && 'ephemeral']
        .filter(Boolean)
        .join(' ')}
      aria-label={`${author} at ${time}${message.ephemeral ? ', only visible to you' : ''}`}
      data-ts={message.ts}
    >
      <div className="message-side">{!isContinued && <Avatar world={world} id={message.user} />}</div>
      <div className="message-main">
        {message.ephemeral && (
          <p className="only-you">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {!isContinued && (
          <p className="byline">
            <strong>{author}</strong>
            {isApp && <span className="app-badge">App</span>}
            <time>{time}</time>
          </p>
        )}
        <MessageBody message={message} author={author} />
        {message.edited && !message.ephemeral && <small className="edited">(edited)</small>}
        {replies > 0 && canReply && (
          <button type="button" className="replies" onClick={() => openThread(message.ts)}>
            <Icon name="thread" /> {replies === 1 ? '1 reply' : `${replies} replies`}
          </button>
        )}
      </div>
      {canReply && (
        <div className="message-tools">
          <button
            type="button"
            className="plain-button"
            aria-label="Reply in thread"
            onClick={() => openThread(message.ts)}
          >
            <Icon name="thread" />
          </button>
          {shortcuts.length > 0 && (
            <Menu
              label="More actions"
              items={shortcuts}
              onPick={(name) =>
                void act('message-shortcut', { channel: message.channel, ts: message.ts, name })
              }
            />
          )}
        </div>
      )}
    </article>
  );
}

function MessageBody({ message, author }: { readonly message: MessageData; readonly author: string }) {
  const { act, ask } = useClient();
  const { channel, ts, blocks, text } = message;
  const send = useCallback(
    (use: Use) => act(use.value === undefined ? 'click' : 'select', { channel, ts, ...use }),
    [act, channel, ts],
  );
  const { surface, trouble, setTrouble } = useSurfaceState(author, blocks, ask, send);
  const shown = JSON.stringify(blocks);
  // What replaced the message has its own answer to the click.
  useEffect(() => setTrouble(null), [shown, setTrouble]);
  if (blocks.length === 0) return <Mrkdwn text={text} />;
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={blocks} />
      {trouble !== null && (
        <p className="trouble" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
    </SurfaceContext>
  );
}
