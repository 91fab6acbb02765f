import { createContext, useContext } from 'react';
import type { Ask, Values } from '../blocks/use-surface-state.ts';
import type { Outcome } from '../net/api.ts';
import type { Hint } from '../net/types.ts';

/** One person's client: what they can do, and what they can be asked. */
export interface Client {
  act(action: string, body: object): Promise<Outcome>;
  readonly ask: Ask;
  readonly hints: readonly Hint[];
  openThread(ts: string | null): void;
  /** What was entered into modals that may be covered by others just now, by view id. */
  readonly typedInViews: Map<string, Values>;
}

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('used outside of a client');
  return client;
}
