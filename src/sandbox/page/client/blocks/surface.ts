import { createContext, useContext } from 'react';
import type { Json } from '../net/types.ts';

export type Value = string | readonly string[] | null;

/** Where blocks stand: in a message, a modal or a home tab. Knows what was chosen, and tells the app. */
export interface Surface {
  /** What the person chose here, or undefined while they left it as it came. */
  chosen(blockId: string, actionId: string): Value | undefined;
  /** Keeps a choice; in an input block nothing is sent before the form is. */
  keep(blockId: string, actionId: string, value: Value): void;
  /** Clicks or chooses, after asking what the element wants asked first. */
  use(element: Json, block: Json, value?: Value): void;
  /** The action that the app has not acknowledged yet. */
  readonly pending: string | null;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('blocks stand on a surface');
  return surface;
}
