import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface MemoryReport {
  readonly rss: number;
  readonly heapUsed: number;
  /** Buffers, and whatever else objects hold outside of the heap. */
  readonly external: number;
}

/** A program under measurement, in a process of its own, started as its users start it. */
export interface Program {
  readonly httpUrl: string;
  /** Milliseconds from the start of the process until it said that it was ready. */
  readonly readyMs: number;
  /** After a full garbage collection. */
  readMemory(): Promise<MemoryReport>;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly script: URL;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its address, in what it writes to standard error when it is ready. */
  readonly readyPattern: RegExp;
}

/** Where Slack delivers. */
export const eventsUrl = ({ httpUrl }: Pick<Program, 'httpUrl'>): string => `${httpUrl}/slack/events`;

const reporter = fileURLToPath(new URL('./report-memory.js', import.meta.url));
const START_MS_MAX = 60_000;

export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { script, args = [], env, readyPattern } = options;
  const startedAt = performance.now();
  const child = fork(script, [...args], {
    env: { PATH: process.env.PATH, ...env },
    execArgv: ['--expose-gc', '--import', reporter],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const httpUrl = await awaitReady(child, readyPattern);
  const readyMs = performance.now() - startedAt;
  return {
    httpUrl,
    readyMs,
    async readMemory() {
      const answer = once(child, 'message');
      child.send('memory');
      const [report] = await answer;
      return report as MemoryReport;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function awaitReady(child: ChildProcess, pattern: RegExp): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  const timer = setTimeout(() => reject(new Error(`Not ready in time. It wrote:\n${text}`)), START_MS_MAX);
  child.stderr?.on('data', (chunk) => {
    text = (text + String(chunk)).slice(-4000);
    const url = pattern.exec(text)?.[1];
    if (url !== undefined) resolve(url);
  });
  child.once('exit', (code) =>
    reject(new Error(`Ended with ${code} instead of starting. It wrote:\n${text}`)),
  );
  return promise.finally(() => clearTimeout(timer));
}
