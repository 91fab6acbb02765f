import { createRoot } from 'react-dom/client';
import { Api, takeToken } from './net/api.ts';
import { App } from './shell/app.tsx';
import { canAct } from './text/people.ts';

/** A reload costs a person their ephemerals and open modals, as it does in Slack. */
async function reloadClients(api: Api, people: readonly string[]): Promise<void> {
  const [entry] = performance.getEntriesByType('navigation');
  const isReload = entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
  if (isReload) await Promise.all(people.map((person) => api.act(person, 'reload', {})));
}

function Stranger() {
  return (
    <main className="stranger">
      <h1>Sandbox</h1>
      <p>
        A local stand-in for Slack. Open it with the whole address that was printed when it started: its last
        part lets you in, and is new each time.
      </p>
    </main>
  );
}

async function start(): Promise<void> {
  const box = document.getElementById('root');
  if (!box) throw new Error('the page has no root');
  const root = createRoot(box);
  const token = takeToken();
  if (token === null) return root.render(<Stranger />);
  const api = new Api(token);
  const loaded = await Promise.all([api.world(), api.setup()]).catch(() => null);
  if (loaded === null) return root.render(<Stranger />);
  const [world, setup] = loaded;
  const kept: unknown = JSON.parse(sessionStorage.getItem('sandbox-people') ?? '[]');
  const known = world.people.filter(canAct).map(({ id }) => id);
  const people = Array.isArray(kept) ? known.filter((id) => kept.includes(id)) : [];
  if (people.length === 0) sessionStorage.removeItem('sandbox-people');
  const first = world.people.find(({ handle }) => handle === setup.startAs)?.id;
  await reloadClients(api, people.length > 0 ? people : first === undefined ? [] : [first]);
  root.render(<App api={api} world={world} setup={setup} />);
}

void start();
