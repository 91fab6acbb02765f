import { startService } from '../../src/compose.ts';
import type { Config } from '../../src/config/config.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Organization } from '../../src/domain/organization/organization.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { type CrashPoint, dieAt, installTrap } from './die-at.ts';

/** The configuration with its secrets in the open, for the way to a child process. */
export interface PlainConfig {
  readonly database:
    | { readonly kind: 'sqlite'; readonly path: string }
    | { readonly kind: 'mongodb'; readonly uri: string };
  readonly masterKeys: readonly { readonly id: string; readonly bytes: string }[];
  readonly logLevel: Config['logLevel'];
  readonly http: Config['http'];
  /** Of a mail server that asks for no credentials. */
  readonly mail?: Omit<NonNullable<Config['mail']>, 'login'>;
  readonly slack: { readonly apiUrl: string; readonly botToken: string } & (
    | { readonly mode: 'socket'; readonly appToken: string }
    | { readonly mode: 'http'; readonly signingSecret: string }
  );
}

/** What the parent sends: first `start`, then any of the others. */
export type ServiceOrder =
  | {
      readonly kind: 'start';
      readonly config: PlainConfig;
      /** How far this process's clock is ahead. Milliseconds. */
      readonly clockOffsetMs: number;
      /** What the next codes are made of, so that the parent knows even a code that died with this process. */
      readonly codeSymbols: readonly string[];
    }
  | { readonly kind: 'die_at'; readonly point: CrashPoint }
  | { readonly kind: 'set_clock'; readonly clockOffsetMs: number }
  | { readonly kind: 'stop' };

export type ServiceAnswer =
  | { readonly kind: 'ready'; readonly httpUrl: string; readonly organization: Organization | null }
  | { readonly kind: 'armed' }
  | { readonly kind: 'failed'; readonly why: string };

let clockOffsetMs = 0;
let stop: (() => Promise<void>) | null = null;

process.on('disconnect', () => process.exit(1));
process.on('message', (order: ServiceOrder) => {
  obey(order).catch((error: unknown) => answer({ kind: 'failed', why: String(error) }));
});

async function obey(order: ServiceOrder): Promise<void> {
  switch (order.kind) {
    case 'start': {
      clockOffsetMs = order.clockOffsetMs;
      installTrap();
      const service = await startService(readPlainConfig(order.config), {
        clock: { now: () => Date.now() + clockOffsetMs },
        random: { ...systemRandom, codeSymbols: drawFrom([...order.codeSymbols]) },
      });
      stop = () => service.stop();
      return answer({ kind: 'ready', httpUrl: service.httpUrl, organization: service.organization });
    }
    case 'die_at':
      dieAt(order.point);
      return answer({ kind: 'armed' });
    case 'set_clock':
      clockOffsetMs = order.clockOffsetMs;
      return;
    case 'stop':
      await stop?.();
      process.exit(0);
  }
}

function answer(message: ServiceAnswer): void {
  process.send?.(message);
}

function drawFrom(bodies: string[]): () => Secret {
  return () => {
    const body = bodies.shift();
    if (body === undefined) throw new Error('The test did not expect so many codes');
    return new Secret(body);
  };
}

function readPlainConfig({ database, masterKeys, slack, mail, ...rest }: PlainConfig): Config {
  const access = { apiUrl: slack.apiUrl, botToken: new Secret(slack.botToken) };
  return {
    ...rest,
    ...(mail !== undefined && { mail: { ...mail, login: null } }),
    database: database.kind === 'sqlite' ? database : { kind: 'mongodb', uri: new Secret(database.uri) },
    masterKeys: masterKeys.map(({ id, bytes }) => ({ id, bytes: new Secret(Buffer.from(bytes, 'base64')) })),
    slack:
      slack.mode === 'socket'
        ? { ...access, mode: 'socket', appToken: new Secret(slack.appToken) }
        : { ...access, mode: 'http', signingSecret: new Secret(slack.signingSecret) },
  };
}
