export interface StreamHandlers {
  onEvent(event: string, data: unknown): void;
  onState(state: 'live' | 'lost'): void;
}

const RETRY_MS = [250, 500, 1000, 2000, 4000] as const;

/**
 * Server-sent events over `fetch`, since an EventSource could not carry the token in a header. Opens the stream again,
 * ever more patiently, until the signal ends it.
 */
export async function readStream(
  path: string,
  headers: Record<string, string>,
  { onEvent, onState }: StreamHandlers,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch(path, { headers, signal });
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
      onState('live');
      failures = 0;
      await readEvents(response.body, onEvent);
    } catch {
      // A stream that ends and one that breaks are the same to whoever waits for news.
    }
    if (signal.aborted) return;
    onState('lost');
    const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 4000;
    failures += 1;
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onEvent: StreamHandlers['onEvent'],
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const pieces = `${rest}${value}`.split('\n\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      const event = /^event: (.*)$/m.exec(piece)?.[1];
      const data = /^data: (.*)$/m.exec(piece)?.[1];
      if (event !== undefined && data !== undefined) onEvent(event, JSON.parse(data));
    }
  }
}
