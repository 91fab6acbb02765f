import { useCallback, useEffect, useState } from 'react';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceContext } from '../blocks/surface.ts';
import { describeTrouble, type Use, useSurfaceState } from '../blocks/use-surface-state.ts';
import type { AppInfo, View } from '../net/types.ts';
import { useClient } from './client-context.ts';
import { Icon } from './icons.tsx';

const NO_BLOCKS: View['blocks'] = [];

/** The app's Home tab. Opening it is an event for the app, which may publish anew. */
export function AppHome({
  app,
  index,
  view,
}: {
  readonly app: AppInfo;
  readonly index: number;
  readonly view: View | null;
}) {
  const { act, ask } = useClient();
  const [opening, setOpening] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    setOpening(null);
    void act('open-home', { app: index }).then((outcome) => {
      if (!isGone) setOpening(describeTrouble(outcome, app.name));
    });
    return () => {
      isGone = true;
    };
  }, [act, index, app.name]);
  const send = useCallback(
    (use: Use) => act(use.value === undefined ? 'click-home' : 'select-home', { app: index, ...use }),
    [act, index],
  );
  const { surface, trouble } = useSurfaceState(app.name, view?.blocks ?? NO_BLOCKS, ask, send);
  const problem = trouble ?? opening;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="home" tabIndex={0} aria-label={`Home of ${app.name}`}>
      <div className="home-inner">
        {problem !== null && (
          <p className="trouble" role="alert">
            <Icon name="warning" /> {problem}
          </p>
        )}
        {view ? (
          <SurfaceContext value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext>
        ) : (
          <Loading words={`${app.name} has published nothing here yet.`} />
        )}
      </div>
    </section>
  );
}

export function Loading({ words }: { readonly words: string }) {
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" /> {words}
    </p>
  );
}
