import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { StartedService, System } from '../../src/compose.ts';
import type { Config } from '../../src/config/config.ts';
import type { CrashPoint } from './die-at.ts';
import type { PlainConfig, ServiceAnswer, ServiceOrder } from './service-process.ts';

const CODES_MAX = 40;

/** The whole program in a process of its own. */
export interface ForkedService extends StartedService {
  /** Lets its clock follow the test's, after that has been advanced. */
  followClock(): void;
  /** Resolves when the trap is set. */
  dieAt(point: CrashPoint): Promise<void>;
  kill(): Promise<void>;
  /** Resolves with the signal it died of; `null` if it ended by itself. */
  readonly died: Promise<NodeJS.Signals | null>;
}

/**
 * Starts the program as a child that logs to standard output, which goes to the test's log destination with everything else it
 * writes. Its codes are drawn here beforehand.
 */
export async function forkService(config: Config, system: System): Promise<ForkedService> {
  const child = fork(new URL('./service-process.ts', import.meta.url), [], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => system.logDestination?.write(String(chunk)));
  }
  const died = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const send = (order: ServiceOrder): void => {
    if (child.connected) child.send(order);
  };
  const clockOffsetMs = (): number => system.clock.now() - Date.now();
  send({
    kind: 'start',
    config: toPlainConfig(config),
    clockOffsetMs: clockOffsetMs(),
    codeSymbols: Array.from({ length: CODES_MAX }, () => system.random.codeSymbols().reveal()),
  });
  const ready = await nextAnswer(child);
  if (ready.kind !== 'ready') throw new Error(`The service answered ${ready.kind} before it was ready`);
  return {
    httpUrl: ready.httpUrl,
    organization: ready.organization,
    slackProblems: () => [],
    died,
    async dieAt(point) {
      const armed = nextAnswer(child);
      send({ kind: 'die_at', point });
      await armed;
    },
    followClock: () => send({ kind: 'set_clock', clockOffsetMs: clockOffsetMs() }),
    async kill() {
      child.kill('SIGKILL');
      await died;
    },
    async stop() {
      send({ kind: 'stop' });
      await died;
    },
  };
}

function nextAnswer(child: ChildProcess): Promise<ServiceAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ServiceAnswer>();
  const onExit = (code: number | null) =>
    reject(new Error(`The service ended with ${code} instead of answering`));
  child.once('exit', onExit);
  child.once('message', (answer: ServiceAnswer) => {
    child.off('exit', onExit);
    if (answer.kind === 'failed') reject(new Error(answer.why));
    else resolve(answer);
  });
  return promise;
}

function toPlainConfig({ database, masterKeys, logLevel, http, slack, mail }: Config): PlainConfig {
  const access = { apiUrl: slack.apiUrl, botToken: slack.botToken.reveal() };
  return {
    logLevel,
    http,
    ...(mail !== undefined && { mail: withoutLogin(mail) }),
    database: database.kind === 'sqlite' ? database : { kind: 'mongodb', uri: database.uri.reveal() },
    masterKeys: masterKeys.map(({ id, bytes }) => ({
      id,
      bytes: Buffer.from(bytes.reveal()).toString('base64'),
    })),
    slack:
      slack.mode === 'socket'
        ? { ...access, mode: 'socket', appToken: slack.appToken.reveal() }
        : { ...access, mode: 'http', signingSecret: slack.signingSecret.reveal() },
  };
}

function withoutLogin({ login, ...mail }: NonNullable<Config['mail']>): NonNullable<PlainConfig['mail']> {
  if (login !== null) throw new Error('The password of a mail server does not go to a child process');
  return mail;
}
