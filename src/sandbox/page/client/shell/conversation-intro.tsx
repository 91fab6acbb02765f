import type { AppInfo, Conversation } from '../net/types.ts';
import { useSurroundings } from '../text/people.ts';
import { useClient } from './client-context.ts';
import { Icon } from './icons.tsx';

/** How a conversation begins, and what one may try in it. */
export function ConversationIntro({
  conversation,
  app,
  isEmpty,
  onTry,
}: {
  readonly conversation: Conversation;
  readonly app: AppInfo | undefined;
  readonly isEmpty: boolean;
  readonly onTry: (text: string) => void;
}) {
  const { reader } = useSurroundings();
  const { hints } = useClient();
  const fitting = hints.filter((hint) => hint.person === reader.handle && hint.channel === conversation.name);
  if (app) {
    return isEmpty ? (
      <div className="intro">
        <h3>Nothing from {app.name} yet</h3>
        <p>What it has to say to {reader.realName} alone arrives here.</p>
      </div>
    ) : null;
  }
  return (
    <div className="intro">
      <h3>#{conversation.name}</h3>
      <p>
        This is the beginning of {conversation.kind === 'private' ? 'a private channel' : 'the channel'}
        {conversation.isShared ? ', shared with another organization' : ''}.
      </p>
      {isEmpty && fitting.length > 0 && conversation.isMember && (
        <ul className="hints" aria-label="Things to try">
          {fitting.map((hint) => (
            <li key={hint.text}>
              <button type="button" onClick={() => onTry(hint.text)}>
                <span className="hint-why">{hint.why}</span>
                <code>{hint.text}</code>
                <Icon name="chevron" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
