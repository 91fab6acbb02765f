import { useEffect, useState } from 'react';
import type { Api } from './api.ts';
import { readStream } from './read-stream.ts';
import type { Machine, Screen, TrafficEntry } from './types.ts';

export type Line = 'connecting' | 'live' | 'lost';

/** One person's screen, live. Nothing of anybody else's comes over this line. */
export function useScreen(api: Api, person: string): { screen: Screen | null; line: Line } {
  const [screen, setScreen] = useState<Screen | null>(null);
  const [line, setLine] = useState<Line>('connecting');
  useEffect(() => {
    const stop = new AbortController();
    setScreen(null);
    setLine('connecting');
    const handlers = {
      onEvent: (event: string, data: unknown) => {
        if (event === 'screen') setScreen(data as Screen);
      },
      onState: setLine,
    };
    void readStream(`/sandbox/people/${person}/screen`, api.headers, handlers, stop.signal);
    return () => stop.abort();
  }, [api, person]);
  return { screen: screen?.person === person ? screen : null, line };
}

/** The wire between Slack and the app, as the people at this screen may see it. */
export function useTraffic(
  api: Api,
  people: readonly string[],
): { entries: readonly TrafficEntry[]; machines: readonly Machine[] } {
  const [entries, setEntries] = useState<readonly TrafficEntry[]>([]);
  const [machines, setMachines] = useState<readonly Machine[]>([]);
  const readers = people.join(',');
  useEffect(() => {
    const stop = new AbortController();
    setEntries([]);
    const onEvent = (event: string, data: unknown) => {
      if (event === 'state') setMachines(data as Machine[]);
      if (event === 'traffic') setEntries((known) => merge(known, data as TrafficEntry[]));
    };
    const handlers = { onEvent, onState: () => undefined };
    void readStream(`/page/traffic?as=${readers}`, api.headers, handlers, stop.signal);
    return () => stop.abort();
  }, [api, readers]);
  return { entries, machines };
}

function merge(known: readonly TrafficEntry[], news: readonly TrafficEntry[]): TrafficEntry[] {
  const all = new Map([...known, ...news].map((entry) => [entry.id, entry]));
  return [...all.values()].sort((one, other) => one.at - other.at);
}
