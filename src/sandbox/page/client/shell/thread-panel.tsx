import { useEffect, useRef } from 'react';
import type { Conversation, Message } from '../net/types.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';

/** A thread beside its channel. Slack takes no slash commands here, and says so. */
export function ThreadPanel({
  conversation,
  parent,
  onClose,
}: {
  readonly conversation: Conversation;
  readonly parent: Message;
  readonly onClose: () => void;
}) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector('textarea')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const replies = conversation.messages.filter((message) => message.threadTs === parent.ts);
  const canType = conversation.isMember && conversation.kind !== 'im';
  return (
    <section
      ref={panel}
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="thread-head">
        <h3>Thread</h3>
        <button type="button" className="plain-button" aria-label="Close thread" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList label="Messages in the thread" messages={[parent, ...replies]} isInThread />
      {canType && (
        <>
          <p className="thread-note">Slash commands do not work in threads.</p>
          <Composer channel={conversation.id} label="Reply…" threadTs={parent.ts} />
        </>
      )}
    </section>
  );
}
