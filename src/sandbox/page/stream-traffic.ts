import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { describeTraffic } from '../control/describe-traffic.ts';
import { openEventStream } from '../control/event-stream.ts';
import { createSecretWatch } from '../control/mask-secrets.ts';
import type { Platform } from '../world/platform.ts';
import type { PageOptions } from './page-options.ts';

/** A store changes without telling: it is looked at this often while somebody watches. */
const LOOK_EVERY_MS = 500;

/** Sends what is new or changed on record, and the app's state; `?as=` names the people at the screen. */
export function streamTraffic(
  platform: Platform,
  { secretPattern, retoldPattern, inspectState }: PageOptions,
): RequestHandler {
  const watch = createSecretWatch(secretPattern, retoldPattern);
  return (request, response) => {
    const readers = String(request.query.as ?? '').split(',');
    const stream = openEventStream(response, platform.changes);
    const closing = new AbortController();
    const sent = new Map<string, string>();
    let isPending = false;

    const lookAtTraffic = () => {
      isPending = false;
      const news = describeTraffic(platform, watch, readers).filter((entry) => {
        const text = JSON.stringify(entry);
        if (sent.get(entry.id) === text) return false;
        sent.set(entry.id, text);
        return true;
      });
      if (news.length > 0) stream.send('traffic', news);
    };
    const schedule = () => {
      if (isPending) return;
      isPending = true;
      setImmediate(lookAtTraffic);
    };
    const watchState = async () => {
      let last = '';
      while (inspectState && !closing.signal.aborted) {
        // A store that is away shows as no news; the app itself reports its outages.
        const text = JSON.stringify(await inspectState().catch(() => undefined)) ?? last;
        if (text !== last) stream.send('state', JSON.parse(text));
        last = text;
        await wait(LOOK_EVERY_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      }
    };

    lookAtTraffic();
    platform.changes.on('change', schedule);
    stream.onClose(() => {
      platform.changes.off('change', schedule);
      closing.abort();
    });
    void watchState();
  };
}
