import { useEffect, useMemo, useState } from 'react';
import type { Outcome } from '../net/api.ts';
import { isJson, listOf, textOf } from '../net/json.ts';
import type { Json } from '../net/types.ts';
import type { Surface, Value } from './surface.ts';

export type Values = Readonly<Record<string, Value>>;
export type Ask = (confirm: Json) => Promise<boolean>;
/** What an app is told of a click or a choice, beside where it was: the fields entered by then go along. */
export interface Use {
  readonly actionId: string;
  readonly confirm: boolean;
  readonly value?: Value;
  readonly entered: Values;
}
export type Send = (use: Use) => Promise<Outcome>;

/** What was entered in elements that these blocks have, by action id alone. */
export function enteredIn(blocks: readonly Json[], values: Values): Values {
  const here = blocks.flatMap((block) =>
    [block.element, block.accessory, ...listOf(block.elements)]
      .filter(isJson)
      .map(({ action_id: actionId }) => ({ block: textOf(block.block_id), actionId: textOf(actionId) })),
  );
  return Object.fromEntries(
    here.flatMap(({ block, actionId }) => {
      const value = values[`${block} ${actionId}`];
      return value === undefined ? [] : [[actionId, value]];
    }),
  );
}

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
  blocks: readonly Json[],
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
          const entered = enteredIn(blocks, values);
          const outcome = await send({
            actionId,
            confirm: isAsked,
            entered,
            ...(value === undefined ? {} : { value }),
          });
          setPending(null);
          setTrouble(describeTrouble(outcome, appName));
        })();
      },
    };
  }, [values, blocks, pending, appName, ask, send]);
  return { surface, values, trouble, setTrouble };
}
