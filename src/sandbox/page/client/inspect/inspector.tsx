import { useState } from 'react';
import type { Api } from '../net/api.ts';
import type { Action, TrafficEntry, World } from '../net/types.ts';
import { useTraffic } from '../net/use-screen.ts';
import { Icon } from '../shell/icons.tsx';
import { nameOf } from '../text/people.ts';
import { MachinePicture } from './machine-picture.tsx';
import { Vendors } from './vendors.tsx';

const KINDS = {
  envelope: { words: 'Slack → app', title: 'Delivered to the app' },
  api: { words: 'app → Slack', title: 'Web API call' },
  response_url: { words: 'app → Slack', title: 'Response URL' },
} as const;

export interface InspectorProps {
  readonly api: Api;
  readonly world: World;
  readonly people: readonly string[];
  readonly hasState: boolean;
  readonly offered: readonly Action[];
  readonly onOffered: (actions: readonly Action[]) => void;
  readonly onClose: () => void;
}

/** What passes between Slack and the app, and what the app's store makes of it. */
export function Inspector(props: InspectorProps) {
  const { api, world, people, hasState, offered, onOffered, onClose } = props;
  const { entries, machines } = useTraffic(api, people);
  const [isQuiet, setQuiet] = useState(true);
  const shown = entries.filter((entry) => !isQuiet || !isHousekeeping(entry));
  return (
    <section className="inspector" aria-label="Inspector">
      <header>
        <h2>Inspector</h2>
        <label className="quiet">
          <input type="checkbox" checked={!isQuiet} onChange={() => setQuiet(!isQuiet)} /> look-ups too
        </label>
        <button type="button" className="plain-button" aria-label="Close the inspector" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="inspector-body" tabIndex={0} aria-label="Traffic and state">
        {offered.length > 0 && <Vendors {...{ api, offered, onOffered }} />}
        {hasState && (
          <section aria-label="State in the app’s store" className="machines">
            <h3>In the app’s store</h3>
            {machines.length === 0 && <p className="nothing">No request yet.</p>}
            {machines.map((machine) => (
              <MachinePicture key={machine.id} machine={machine} />
            ))}
          </section>
        )}
        <section aria-label="On the wire">
          <h3>On the wire</h3>
          {shown.length === 0 && <p className="nothing">Nothing has passed yet.</p>}
          <ol className="traffic">
            {shown.toReversed().map((entry) => (
              <Entry key={entry.id} entry={entry} world={world} />
            ))}
          </ol>
        </section>
      </section>
    </section>
  );
}

/** Calls that read and change nothing. */
function isHousekeeping({ kind, title, state }: TrafficEntry): boolean {
  return kind === 'api' && state === 'ok' && /^(auth|apps|users|conversations|team|api)\./.test(title);
}

function Entry({ entry, world }: { readonly entry: TrafficEntry; readonly world: World }) {
  const { kind, title, person, state, outcome, ms, secrets, detail } = entry;
  return (
    <li>
      <details className={`traffic-entry traffic-${kind}`}>
        <summary>
          <span className={`state state-${state}`} aria-hidden="true" />
          <span className="traffic-words">
            <span className="traffic-title">{title}</span>
            <small>
              {KINDS[kind].words} · {outcome}
              {state === 'waiting' ? '' : ` · ${ms} ms`}
              {person === undefined ? '' : ` · ${nameOf(world, person)}`}
            </small>
            {secrets.map(({ number, passed }) => (
              <span key={number} className={passed === 1 ? 'secret secret-once' : 'secret secret-often'}>
                <Icon name="key" /> code {number}: passed {passed === 1 ? 'exactly once' : `${passed} times`}
              </span>
            ))}
          </span>
        </summary>
        <div className="traffic-detail">
          <p>{KINDS[kind].title}</p>
          {detail === undefined ? (
            <p className="withheld">
              <Icon name="lock" /> For{' '}
              {person === undefined || person === '' ? 'somebody else' : nameOf(world, person)} alone, so it
              was not sent to this page.
            </p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            <pre tabIndex={0}>{JSON.stringify(detail, null, 2)}</pre>
          )}
        </div>
      </details>
    </li>
  );
}
