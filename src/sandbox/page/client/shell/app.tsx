import { useEffect, useState } from 'react';
import { Inspector } from '../inspect/inspector.tsx';
import type { Api } from '../net/api.ts';
import type { Setup, World } from '../net/types.ts';
import { canAct, findPerson } from '../text/people.ts';
import { Client } from './client.tsx';
import { TopBar } from './top-bar.tsx';
import { useKept } from './use-kept.ts';

export interface AppProps {
  readonly api: Api;
  readonly world: World;
  readonly setup: Setup;
}

/** Everything: whom one acts as, alone or beside another, and the wire behind it. */
export function App({ api, world, setup }: AppProps) {
  const actors = world.people.filter(canAct);
  const first = actors.find((person) => person.handle === setup.startAs) ?? actors[0];
  const [people, setPeople] = useKept<readonly string[]>('people', first ? [first.id] : []);
  const [isInspecting, setInspecting] = useKept('inspecting', false);
  const [theme, setTheme] = useKept<'system' | 'light' | 'dark'>('theme', 'system');
  const [offered, setOffered] = useState(setup.actions);
  const [front, setFront] = useState(0);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const shown = people.map((id) => findPerson(world, id)).filter((person) => person !== undefined);
  const isSplit = shown.length > 1;
  const toggleSplit = () => {
    setFront(0);
    if (isSplit) return setPeople(people.slice(0, 1));
    const other = actors.find((person) => person.handle === setup.hints[0]?.text.match(/@(\w+)/)?.[1]);
    const beside =
      other && !people.includes(other.id) ? other : actors.find((person) => !people.includes(person.id));
    return setPeople(beside ? [...people, beside.id] : people);
  };
  return (
    <div className="app">
      <TopBar
        {...{ world, people: shown, isInspecting, theme, setTheme, front, setFront, isSplit, toggleSplit }}
        onSwitch={(place, id) => setPeople(people.map((each, index) => (index === place ? id : each)))}
        onInspect={() => setInspecting(!isInspecting)}
      />
      <main className={isSplit ? 'stage stage-split' : 'stage'} data-front={front}>
        {shown.map((reader, place) => (
          <Client key={place} {...{ api, world, setup, reader }} isBeside={place > 0} />
        ))}
        {isInspecting && (
          <Inspector
            {...{ api, world, offered }}
            onOffered={setOffered}
            people={shown.map(({ id }) => id)}
            hasState={setup.hasState}
            onClose={() => setInspecting(false)}
          />
        )}
      </main>
    </div>
  );
}
