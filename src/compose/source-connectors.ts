import { sourceKinds } from '../domain/directory/source.ts';
import type { Clock } from '../ports/clock.ts';
import type { SlackReader } from '../ports/directory/slack-reader.ts';
import type { SourceConnectors } from '../ports/directory/source.ts';
import type { Random } from '../ports/random.ts';

export interface ConnectorWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Only in the demo and in tests: lets a source be a server on this machine. */
  readonly allowLoopback: boolean;
  /** How the bot reaches Slack; `null` without a bot token. */
  readonly slack: Omit<SlackReader, 'readMember'> | null;
}

/** The connectors of all vendors; they and their libraries are loaded when a source is first read. */
export function createSourceConnectors({
  random,
  slack: access,
  ...world
}: ConnectorWorld): SourceConnectors {
  const jitter = () => Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32;
  const load = async () => {
    const [{ createSourceConnector }, { readMember }] = await Promise.all([
      import('../sources/index.ts'),
      import('../slack/api/slack-user.ts'),
    ]);
    const slack = access && { ...access, readMember };
    return (kind: (typeof sourceKinds)[number]) => createSourceConnector(kind, { ...world, slack, jitter });
  };
  return {
    listKinds: async () => {
      const create = await load();
      return sourceKinds.filter((kind) => create(kind) !== null);
    },
    load: async (kind) => (await load())(kind),
  };
}
