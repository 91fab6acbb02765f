import type { ProviderConnectors } from '../../src/ports/providers/provider.ts';

/** No vendor's codes can be asked for. */
export const noProviders: ProviderConnectors = {
  load: async (kind) => {
    throw new Error(`No connector for ${kind}`);
  },
};
