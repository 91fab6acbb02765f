import { useEffect, useMemo, useState } from 'react';
import type { Outcome } from '../net/api.ts';
import { isJson, textOf } from '../net/json.ts';
import type { Json } from '../net/types.ts';
import type { Surface, Value } from './surface.ts';

export type Values = Readonly<Record<string, Value>>;
export type Ask = (confirm: Json) => Promise<boolean>;
export type Send = (element: Json, value: Value | undefined, confirm: boolean) => Promise<Outcome>;

/** What Slack's client says when an app let it down. */
export function describeTrouble({ error, refused }: Outcome, appName: string): string | null {
  if (error === 'operation_timeout')
    return `${appName} did not answer within three seconds (operation_timeout).`;
  if (error !== undefined) return `${appName} could not be reached (${error}).`;
  if (refused === undefined) return null;
  // The second of two clicks came after the first had changed the message: in Slack nothing happens then either.
  return /no element|does not see the message/.test(refused) ? null : refused;
}

export interface SurfaceState {
  readonly surface: Surface;
  readonly values: Values;
  readonly trouble: string | null;
  setTrouble(trouble: string | null): void;
}

/** @param kept where choices are kept under `name` while the surface is out of sight, as a covered modal is */
export function useSurfaceState(
  appName: string,
  ask: Ask,
  send: Send,
  kept?: { readonly name: string; readonly in: Map<string, Values> },
): SurfaceState {
  const [values, setValues] = useState<Values>(kept?.in.get(kept.name) ?? {});
  useEffect(() => {
    kept?.in.set(kept.name, values);
  });
  const [pending, setPending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const surface = useMemo<Surface>(() => {
    const keep = (blockId: string, actionId: string, value: Value) =>
      setValues((now) => ({ ...now, [`${blockId} ${actionId}`]: value }));
    return {
      chosen: (blockId, actionId) => values[`${blockId} ${actionId}`],
      keep,
      pending,
      use(element, block, value) {
        void (async () => {
          const { confirm } = element;
          const isAsked = isJson(confirm);
          if (isAsked && !(await ask(confirm))) return;
          const actionId = textOf(element.action_id);
          if (value !== undefined && element.type !== 'overflow')
            keep(textOf(block.block_id), actionId, value);
          setTrouble(null);
          setPending(actionId);
          const outcome = await send(element, value, isAsked);
          setPending(null);
          setTrouble(describeTrouble(outcome, appName));
        })();
      },
    };
  }, [values, pending, appName, ask, send]);
  return { surface, values, trouble, setTrouble };
}
