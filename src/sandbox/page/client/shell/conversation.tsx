import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { AppInfo, Conversation as ConversationData, View } from '../net/types.ts';
import { useSurroundings } from '../text/people.ts';
import { AppAbout } from './app-about.tsx';
import { AppHome } from './app-home.tsx';
import { useClient } from './client-context.ts';
import { Composer } from './composer.tsx';
import { ConversationIntro } from './conversation-intro.tsx';
import { MessageList } from './message-list.tsx';
import { Tabs } from './tabs.tsx';
import { ThreadPanel } from './thread-panel.tsx';

export function titleOf(conversation: ConversationData, app: AppInfo | undefined): string {
  return app ? app.name : `#${conversation.name}`;
}

export interface ConversationProps {
  readonly conversation: ConversationData;
  readonly app: AppInfo | undefined;
  readonly home: View | null;
  readonly thread: string | null;
  readonly tab: string;
  readonly onTab: (tab: string) => void;
}

/** A channel, or an app with its tabs. */
export function Conversation(props: ConversationProps) {
  const { conversation, app, home, thread, tab, onTab } = props;
  const { openThread } = useClient();
  const parent = conversation.messages.find((message) => message.ts === thread);
  if (!app) {
    return (
      <div className="conversation-body">
        <Timeline conversation={conversation} app={undefined} />
        {parent && (
          <ThreadPanel conversation={conversation} parent={parent} onClose={() => openThread(null)} />
        )}
      </div>
    );
  }
  const tabs = [
    ...(app.hasHomeTab ? [{ id: 'home', label: 'Home' }] : []),
    ...(app.hasMessagesTab ? [{ id: 'messages', label: 'Messages' }] : []),
    { id: 'about', label: 'About' },
  ];
  const panels: Record<string, ReactNode> = {
    home: <AppHome app={app} index={conversation.app ?? 0} view={home} />,
    messages: (
      <div className="conversation-body">
        <Timeline conversation={conversation} app={app} />
        {parent && (
          <ThreadPanel conversation={conversation} parent={parent} onClose={() => openThread(null)} />
        )}
      </div>
    ),
    about: <AppAbout app={app} />,
  };
  return (
    <Tabs tabs={tabs} active={tab} onPick={onTab} label={`${app.name} tabs`}>
      {panels[tab]}
    </Tabs>
  );
}

function Timeline({
  conversation,
  app,
}: {
  readonly conversation: ConversationData;
  readonly app: AppInfo | undefined;
}) {
  const { reader } = useSurroundings();
  const [draft, setDraft] = useState<{ text: string; number: number }>();
  const { messages, id } = conversation;
  useEffect(() => setDraft(undefined), [id]);
  const { shown, repliesTo } = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { threadTs } of messages)
      if (threadTs !== undefined) counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1);
    return { shown: messages.filter((message) => message.threadTs === undefined), repliesTo: counts };
  }, [messages]);
  const title = titleOf(conversation, app);
  const take = (text: string) => setDraft((now) => ({ text, number: (now?.number ?? 0) + 1 }));
  return (
    <div className="timeline">
      <MessageList
        key={`${reader.id} ${id}`}
        label={`Messages in ${title}`}
        messages={shown}
        repliesTo={repliesTo}
        intro={
          <ConversationIntro
            conversation={conversation}
            app={app}
            isEmpty={shown.length === 0}
            onTry={take}
          />
        }
      />
      <Foot conversation={conversation} app={app} draft={draft} />
    </div>
  );
}

function Foot({
  conversation,
  app,
  draft,
}: {
  readonly conversation: ConversationData;
  readonly app: AppInfo | undefined;
  readonly draft: { text: string; number: number } | undefined;
}) {
  const { reader } = useSurroundings();
  if (app?.isMessagesTabReadOnly)
    return <p className="no-composer">Sending messages to this app has been turned off.</p>;
  if (!conversation.isMember)
    return <p className="no-composer">You are looking at #{conversation.name}, but you are not in it.</p>;
  return (
    <Composer
      key={`${reader.id} ${conversation.id}`}
      channel={conversation.id}
      label={`Message ${titleOf(conversation, app)}`}
      {...(draft === undefined ? {} : { draft })}
    />
  );
}
