import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { encodeTyped, useSurroundings } from '../text/people.ts';
import { Avatar } from './avatar.tsx';
import { useClient } from './client-context.ts';
import { type Completion, completeAt, type Suggestion, usageOf } from './completion.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { listShortcuts } from './shortcuts.ts';

export interface ComposerProps {
  readonly channel: string;
  readonly label: string;
  readonly threadTs?: string;
  /** Something to start from, put in when its number changes. */
  readonly draft?: { readonly text: string; readonly number: number };
}

/** Where one types: Enter sends, commands and names complete themselves. */
export function Composer({ channel, label, threadTs, draft }: ComposerProps) {
  const { world, reader } = useSurroundings();
  const { act } = useClient();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const caretAfter = useRef<number | null>(null);
  const [text, setText] = useState('');
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [at, setAt] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    if (!draft) return;
    setText(draft.text);
    field.current?.focus();
  }, [draft]);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    if (caretAfter.current !== null) current.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
    current.style.height = 'auto';
    // Out of sight it has no height; a row is right then.
    if (current.scrollHeight > 0) current.style.height = `${Math.min(current.scrollHeight, 160)}px`;
  }, [text]);

  const change = (next: string, caret: number) => {
    setText(next);
    setAt(0);
    setCompletion(completeAt(next, caret, world, reader));
  };
  const accept = (suggestion: Suggestion, { from, to }: Completion) => {
    setText(text.slice(0, from) + suggestion.insert + text.slice(to));
    caretAfter.current = from + suggestion.insert.length;
    setCompletion(null);
    field.current?.focus();
  };
  const send = async () => {
    const typed = text.trim();
    if (typed === '' || isSending) return;
    setText('');
    setCompletion(null);
    setTrouble(null);
    setSending(true);
    const isCommand = typed.startsWith('/');
    const body = {
      channel,
      text: isCommand ? typed : encodeTyped(typed, world, reader),
      ...(threadTs === undefined ? {} : { threadTs }),
    };
    const { refused } = await act(isCommand ? 'command' : 'say', body);
    setSending(false);
    // A command that failed is told by Slackbot in the channel; only what could not be sent at all comes back.
    if (refused === undefined) return;
    setTrouble(refused);
    setText((now) => now || typed);
  };
  const steer = (event: KeyboardEvent) => {
    const active = completion?.suggestions[at];
    if (completion && active) {
      const count = completion.suggestions.length;
      const step = { ArrowDown: at + 1, ArrowUp: at - 1 + count }[event.key];
      if (step !== undefined) {
        event.preventDefault();
        setAt(step % count);
        return;
      }
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setCompletion(null);
        return;
      }
      const isTyped = text.slice(completion.from, completion.to) === active.insert.trim();
      if ((event.key === 'Tab' && !event.shiftKey) || (event.key === 'Enter' && !isTyped)) {
        event.preventDefault();
        accept(active, completion);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    }
  };
  const shortcuts = listShortcuts(world, reader, 'global');
  const usage = usageOf(text, world, reader);
  const activeId = completion ? `${listId}-${completion.suggestions[at]?.id}` : undefined;
  return (
    <div className="composer">
      {completion && (
        <div className="completion" role="listbox" id={listId} aria-label="Suggestions">
          {completion.suggestions.map((each, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the focus and takes the keys
            <div
              key={each.id}
              id={`${listId}-${each.id}`}
              role="option"
              aria-selected={index === at}
              className={index === at ? 'option option-active' : 'option'}
              tabIndex={-1}
              onPointerMove={() => setAt(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => accept(each, completion)}
            >
              <Avatar world={world} size="small" id={each.person?.id ?? each.app?.bots[0]?.botUserId ?? ''} />
              <span className="option-words">
                <span>
                  <strong>{each.title}</strong> <span className="option-hint">{each.hint}</span>
                </span>
                {each.detail !== '' && <small>{each.detail}</small>}
              </span>
            </div>
          ))}
        </div>
      )}
      {trouble !== null && (
        <p className="trouble" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
      <div className="composer-box">
        <div className="composer-field">
          <textarea
            ref={field}
            rows={1}
            value={text}
            aria-label={label}
            aria-autocomplete="list"
            aria-controls={completion ? listId : undefined}
            aria-activedescendant={activeId}
            placeholder={label}
            spellCheck={false}
            onChange={(event) => change(event.target.value, event.target.selectionStart)}
            onKeyDown={steer}
            onBlur={() => setCompletion(null)}
          />
          {usage !== null && (
            <span className="usage" aria-hidden="true">
              <span className="usage-typed">{text}</span>
              {usage}
            </span>
          )}
        </div>
        {shortcuts.length > 0 && (
          <Menu
            label="Shortcuts"
            icon="bolt"
            items={shortcuts}
            onPick={(name) => {
              setTrouble(null);
              void act('shortcut', { name }).then(({ refused, error }) =>
                setTrouble(refused ?? (error === undefined ? null : `The shortcut failed (${error}).`)),
              );
            }}
          />
        )}
        <button
          type="button"
          className="send"
          aria-label="Send"
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
      <p className="visually-hidden" aria-live="polite">
        {completion
          ? `${completion.suggestions.length} suggestions, ${completion.suggestions[at]?.title} ${completion.suggestions[at]?.hint}`
          : (usage ?? '')}
      </p>
    </div>
  );
}
