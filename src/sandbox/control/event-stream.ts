import type { EventEmitter } from 'node:events';
import type { Response } from 'express';

const HEARTBEAT_MS = 15_000;

export interface EventStream {
  send(event: string, data: unknown): void;
  onClose(run: () => void): void;
}

/** Told to the changes' emitter, this cuts every stream as a bad network would. */
export const DROP_STREAMS = 'drop-streams';

/** Server-sent events with a heartbeat. */
export function openEventStream(response: Response, changes: EventEmitter): EventStream {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  const drop = () => void response.socket?.destroy();
  changes.on(DROP_STREAMS, drop);
  response.on('close', () => {
    clearInterval(heartbeat);
    changes.off(DROP_STREAMS, drop);
  });
  return {
    send(event, data) {
      if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    onClose: (run) => void response.on('close', run),
  };
}

/**
 * Sends what `look` sees, now and after every change, but never the same twice. A burst of changes is looked at once.
 */
export function streamLooks(
  stream: EventStream,
  changes: EventEmitter,
  event: string,
  look: () => unknown,
): void {
  let sent = '';
  let isPending = false;
  const lookAgain = () => {
    isPending = false;
    const seen = look();
    const text = JSON.stringify(seen);
    if (text === sent) return;
    sent = text;
    stream.send(event, seen);
  };
  const schedule = () => {
    if (isPending) return;
    isPending = true;
    setImmediate(lookAgain);
  };
  lookAgain();
  changes.on('change', schedule);
  stream.onClose(() => changes.off('change', schedule));
}
