import type { Machine } from '../net/types.ts';

const WIDTH = 340;
const BOX_H = 26;
const PATH_Y = 6;
const EXIT_Y = 64;

interface Box {
  readonly state: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function layOut(states: readonly string[], y: number): Box[] {
  const gap = states.length > 2 ? 20 : 28;
  const width = Math.min(96, (WIDTH - gap * (states.length - 1) - 2) / Math.max(1, states.length));
  const total = width * states.length + gap * (states.length - 1);
  const from = (WIDTH - total) / 2;
  return states.map((state, index) => ({ state, x: from + index * (width + gap), y, width }));
}

/** A state machine as a small picture: where it has been, and where it stands. */
export function MachinePicture({ machine }: { readonly machine: Machine }) {
  const { name, about, path, exits, current, visited, facts } = machine;
  const main = layOut(path, PATH_Y);
  const ends = layOut(
    exits.map(({ state }) => state),
    EXIT_Y,
  );
  const at = new Map([...main, ...ends].map((box) => [box.state, box]));
  const isWalked = (from: string, to: string) =>
    visited.includes(to) && visited[visited.indexOf(to) - 1] === from;
  const classOf = (state: string) =>
    state === current ? 'node node-current' : visited.includes(state) ? 'node node-visited' : 'node';
  return (
    <figure className="machine">
      <figcaption>
        <strong>{name}</strong> <span>{about}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${exits.length > 0 ? EXIT_Y + BOX_H + 4 : PATH_Y + BOX_H + 4}`}
        role="img"
        aria-label={`${name}: ${visited.join(', then ')}`}
      >
        {main.slice(1).map((box, index) => {
          const from = main[index];
          return from ? (
            <path
              key={box.state}
              className={isWalked(from.state, box.state) ? 'edge edge-walked' : 'edge'}
              d={`M${from.x + from.width} ${PATH_Y + BOX_H / 2}H${box.x - 1}m-5 -4l5 4l-5 4`}
            />
          ) : null;
        })}
        {exits.flatMap(({ state, from }) =>
          from.map((source) => {
            const start = at.get(source);
            const end = at.get(state);
            if (!start || !end) return null;
            const x = start.x + start.width / 2;
            const to = end.x + end.width / 2;
            const middle = (PATH_Y + BOX_H + EXIT_Y) / 2;
            return (
              <path
                key={`${source} ${state}`}
                className={isWalked(source, state) ? 'edge edge-walked' : 'edge'}
                d={`M${x} ${PATH_Y + BOX_H}C${x} ${middle} ${to} ${middle} ${to} ${EXIT_Y}`}
              />
            );
          }),
        )}
        {[...main, ...ends].map((box) => (
          <g key={box.state} className={classOf(box.state)}>
            <rect x={box.x} y={box.y} width={box.width} height={BOX_H} rx="6" />
            <text x={box.x + box.width / 2} y={box.y + BOX_H / 2 + 4} textAnchor="middle">
              {box.state}
            </text>
          </g>
        ))}
      </svg>
      <dl>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
