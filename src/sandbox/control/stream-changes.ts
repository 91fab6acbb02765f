import type { Response } from 'express';
import type { Platform } from '../world/platform.ts';

const HEARTBEAT_MS = 15_000;

/** Server-sent events: one `change` whenever somebody might see something new; what it is, the reader looks up. */
export function streamChanges(platform: Platform, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('event: ready\ndata: {}\n\n');
  let isPending = false;
  // A burst of changes is one event: the reader looks at everything anyway.
  const announce = () => {
    if (isPending) return;
    isPending = true;
    setImmediate(() => {
      isPending = false;
      response.write(`event: change\ndata: {"at":${platform.now()}}\n\n`);
    });
  };
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  platform.changes.on('change', announce);
  response.on('close', () => {
    clearInterval(heartbeat);
    platform.changes.off('change', announce);
  });
}
