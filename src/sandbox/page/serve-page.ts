import express, { type RequestHandler, Router } from 'express';
import { DROP_STREAMS } from '../control/event-stream.ts';
import { guardControl } from '../control/guard-control.ts';
import type { Platform } from '../world/platform.ts';
import { guardPage } from './guard-page.ts';
import { listOffered, runAction } from './page-actions.ts';
import type { PageOptions, ServedPage } from './page-options.ts';
import { CLIENT_FOLDER, startVite } from './start-vite.ts';
import { streamTraffic } from './stream-traffic.ts';

export interface PageHost {
  readonly platform: Platform;
  readonly controlToken: string;
  mount(handler: RequestHandler): void;
}

/** Puts the page on the sandbox's own server: markup and styles as they stand, scripts through Vite. */
export async function servePage(host: PageHost, options: PageOptions): Promise<ServedPage> {
  const { platform, controlToken } = host;
  const guard = guardControl(controlToken, () => platform.origin);
  const vite = await startVite();
  const files = express.static(CLIENT_FOLDER, { cacheControl: false });
  const { hints = [], actions = [], startAs, startIn, inspectState } = options;
  const router = Router()
    .use(guardPage(() => platform.origin))
    .get('/page/setup', guard, (_request, response) => {
      const hasState = inspectState !== undefined;
      response.json({ hints, startAs, startIn, hasState, actions: listOffered(actions) });
    })
    .post('/page/actions/:id', guard, runAction(actions))
    .get('/page/traffic', guard, streamTraffic(platform, options))
    .get(/^\/$|\.(css|svg)$/, files)
    // Vite's own client is for hot reloading, and is not wanted here.
    .use('/@vite', (_request, response) => void response.status(404).end())
    .use(vite.handler);
  host.mount(router);
  return {
    url: `${platform.origin}/#${controlToken}`,
    dropConnections: () => void platform.changes.emit(DROP_STREAMS),
    close: () => vite.close(),
  };
}
