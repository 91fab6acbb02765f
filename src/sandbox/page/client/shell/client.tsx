import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Values } from '../blocks/use-surface-state.ts';
import type { Api } from '../net/api.ts';
import { wordsOf } from '../net/json.ts';
import type { Json, PersonInfo, Setup, World } from '../net/types.ts';
import { useScreen } from '../net/use-screen.ts';
import { type Surroundings, SurroundingsContext } from '../text/people.ts';
import { Loading } from './app-home.tsx';
import { ClientContext, type Client as ClientData } from './client-context.ts';
import { Conversation, titleOf } from './conversation.tsx';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { Modal } from './modal.tsx';
import { Sidebar } from './sidebar.tsx';
import { useUnread } from './use-unread.ts';

interface Question {
  readonly confirm: Json;
  readonly answer: (isYes: boolean) => void;
}

export interface ClientProps {
  readonly api: Api;
  readonly world: World;
  readonly setup: Setup;
  readonly reader: PersonInfo;
  /** Beside somebody else: then what the app tells them is worth seeing first. */
  readonly isBeside: boolean;
}

/** One person's Slack: what they see, where they are, and the dialogs in front of it. */
export function Client({ api, world, setup, reader, isBeside }: ClientProps) {
  const { screen, line } = useScreen(api, reader.id);
  const [places, setPlaces] = useState<Readonly<Record<string, string>>>({});
  const [tabs, setTabs] = useState<Readonly<Record<string, string>>>({});
  const [thread, setThread] = useState<string | null>(null);
  const [isBarOpen, setBarOpen] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const typedInViews = useRef(new Map<string, Values>());

  const conversations = screen?.conversations ?? [];
  const current =
    conversations.find((each) => each.id === places[reader.id]) ??
    conversations.find((each) => (isBeside ? each.app !== undefined : each.name === setup.startIn)) ??
    conversations.find((each) => each.isMember) ??
    conversations[0];
  const unread = useUnread(reader.id, conversations, current?.id);
  // A question belongs to the person who was asked.
  useEffect(() => {
    setQuestion(null);
    setThread(null);
    setBarOpen(false);
  }, [reader.id]);

  const go = useCallback(
    (id: string) => {
      setPlaces((now) => ({ ...now, [reader.id]: id }));
      setThread(null);
      setBarOpen(false);
    },
    [reader.id],
  );
  const surroundings = useMemo<Surroundings>(
    () => ({
      world,
      reader,
      channelNames: new Map(conversations.map(({ id, name }) => [id, name])),
      openConversation(id) {
        go(id);
        setTabs((now) => ({ ...now, [`${reader.id} ${id}`]: 'messages' }));
      },
    }),
    [world, reader, conversations, go],
  );
  const ask = useCallback(
    (confirm: Json) => new Promise<boolean>((answer) => setQuestion({ confirm, answer })),
    [],
  );
  const client = useMemo<ClientData>(
    () => ({
      act: (action, body) => api.act(reader.id, action, body),
      ask,
      hints: setup.hints,
      openThread: setThread,
      typedInViews: typedInViews.current,
    }),
    [api, reader.id, ask, setup.hints],
  );
  const app = current?.app === undefined ? undefined : world.apps[current.app];
  const home = current?.app === undefined ? null : (screen?.homes[current.app] ?? null);
  const hasDialog = question !== null || (screen?.modal ?? null) !== null;
  const tab = tabs[`${reader.id} ${current?.id}`] ?? (app?.hasMessagesTab ? 'messages' : 'about');
  return (
    <SurroundingsContext value={surroundings}>
      <ClientContext value={client}>
        <section
          className={isBarOpen ? 'client bar-open' : 'client'}
          aria-label={`Slack of ${reader.realName}`}
        >
          <div className="client-inner" inert={hasDialog}>
            <Sidebar {...{ conversations, unread }} current={current?.id} onPick={go} />
            <div className="conversation">
              <header className="conversation-head">
                <button
                  type="button"
                  className="plain-button bar-toggle"
                  aria-label={isBarOpen ? 'Hide channels' : 'Show channels'}
                  aria-expanded={isBarOpen}
                  onClick={() => setBarOpen(!isBarOpen)}
                >
                  <Icon name="menu" />
                  {unread.size > 0 && <span className="dot" />}
                </button>
                {current && <h2>{titleOf(current, app)}</h2>}
                {current && !app && <span className="members">{current.memberCount} members</span>}
                {current?.isShared && <span className="shared-note">Shared with another organization</span>}
              </header>
              <p className={line === 'lost' ? 'line line-lost' : 'line'} role="status">
                {line === 'lost' ? 'Connection lost. Trying again…' : ''}
              </p>
              {current ? (
                <Conversation
                  {...{ conversation: current, app, home, thread, tab }}
                  onTab={(next) => setTabs((now) => ({ ...now, [`${reader.id} ${current.id}`]: next }))}
                />
              ) : (
                <Loading words="Opening…" />
              )}
            </div>
          </div>
          {screen?.modal && <Modal key={screen.modal.id} view={screen.modal} />}
          {question && <Confirm question={question} onDone={() => setQuestion(null)} />}
        </section>
      </ClientContext>
    </SurroundingsContext>
  );
}

function Confirm({ question, onDone }: { readonly question: Question; readonly onDone: () => void }) {
  const { confirm, answer } = question;
  const settle = (isYes: boolean) => {
    onDone();
    answer(isYes);
  };
  const style = confirm.style === 'danger' ? 'button-danger-full' : 'button-primary';
  return (
    <Dialog
      title={wordsOf(confirm.title)}
      focusFirst="footer .button:last-child"
      onClose={() => settle(false)}
      footer={
        <>
          <button type="button" className="button" onClick={() => settle(false)}>
            {wordsOf(confirm.deny) || 'Cancel'}
          </button>
          <button type="button" className={`button ${style}`} onClick={() => settle(true)}>
            {wordsOf(confirm.confirm) || 'Yes'}
          </button>
        </>
      }
    >
      <p>{wordsOf(confirm.text)}</p>
    </Dialog>
  );
}
