import type { PersonInfo, World } from '../net/types.ts';
import { canAct } from '../text/people.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Picker } from './picker.tsx';

type Theme = 'system' | 'light' | 'dark';
const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' } as const;
const THEME_NAMES = { system: 'auto', light: 'light', dark: 'dark' } as const;

export interface TopBarProps {
  readonly world: World;
  readonly people: readonly PersonInfo[];
  readonly isSplit: boolean;
  readonly isInspecting: boolean;
  readonly theme: Theme;
  /** On a narrow screen only one of two people fits. */
  readonly front: number;
  readonly setFront: (place: number) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly onSwitch: (place: number, id: string) => void;
  readonly toggleSplit: () => void;
  readonly onInspect: () => void;
}

export function TopBar(props: TopBarProps) {
  const {
    world,
    people,
    isSplit,
    isInspecting,
    theme,
    front,
    setFront,
    setTheme,
    onSwitch,
    toggleSplit,
    onInspect,
  } = props;
  const options = world.people.filter(canAct).map((person) => ({
    value: person.id,
    label: person.realName,
    detail: person.email ?? `@${person.handle}`,
    group: world.teams.find((team) => team.id === person.teamId)?.name ?? '',
    picture: <Avatar world={world} id={person.id} size="small" />,
  }));
  options.sort(
    (one, other) =>
      Number(other.group === groupOfFirst(people, world)) - Number(one.group === groupOfFirst(people, world)),
  );
  return (
    <header className="top-bar">
      <h1>
        Sandbox{' '}
        <span className="stand-in">
          A local stand-in, not Slack. <span className="stand-in-more">Nothing leaves this machine.</span>
        </span>
      </h1>
      <div className="acting" data-front={front}>
        {people.map((person, place) => (
          <div key={place} className="act-as" data-place={place}>
            <span className="act-as-label">Act as</span>
            <Picker
              label={isSplit ? `Act as (${place === 0 ? 'left' : 'right'})` : 'Act as'}
              options={options.filter(
                ({ value }) => value === person.id || !people.some(({ id }) => id === value),
              )}
              value={person.id}
              placeholder="Nobody"
              onPick={(id) => onSwitch(place, id)}
            />
          </div>
        ))}
        {isSplit && (
          <button type="button" className="tool flip" onClick={() => setFront(1 - front)}>
            Show {people[1 - front]?.realName.split(' ')[0]}
          </button>
        )}
      </div>
      <div className="tools">
        <button type="button" className="tool" aria-pressed={isSplit} onClick={toggleSplit}>
          <Icon name="split" /> <span className="tool-words">Side by side</span>
        </button>
        <button type="button" className="tool" aria-pressed={isInspecting} onClick={onInspect}>
          <Icon name="inspect" /> <span className="tool-words">Inspector</span>
        </button>
        <button
          type="button"
          className="tool"
          aria-label={`Colours: ${THEME_NAMES[theme]}`}
          title={`Colours: ${THEME_NAMES[theme]}`}
          onClick={() => setTheme(NEXT_THEME[theme])}
        >
          <Icon name={theme === 'dark' ? 'moon' : 'sun'} />
          {theme === 'system' && <span className="tool-auto">auto</span>}
        </button>
      </div>
    </header>
  );
}

function groupOfFirst(people: readonly PersonInfo[], world: World): string | undefined {
  return world.teams.find((team) => team.id === people[0]?.teamId)?.name;
}
