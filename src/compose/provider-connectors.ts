import type { Clock } from '../ports/clock.ts';
import type { ProviderConnectors } from '../ports/providers/provider.ts';
import type { Random } from '../ports/random.ts';

export interface ProviderWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Only in the demo and in tests: lets a provider be a server on this machine. */
  readonly allowLoopback: boolean;
}

/** The connectors of all vendors; they and their libraries are loaded when a code of theirs is first asked for. */
export function createProviderConnectors({ random, ...world }: ProviderWorld): ProviderConnectors {
  const jitter = () => Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32;
  return {
    async load(kind) {
      const { createProviderConnector } = await import('../providers/index.ts');
      return createProviderConnector(kind, { ...world, jitter });
    },
  };
}
