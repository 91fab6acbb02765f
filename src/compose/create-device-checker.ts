import type { Clock } from '../ports/clock.ts';
import type { DeviceChecker } from '../ports/device-check.ts';

/** Loaded when a person is first asked on their device, or a provider is tested. */
export function createDeviceChecker(clock: Clock): DeviceChecker {
  const load = async (): Promise<DeviceChecker> => {
    const { createDeviceChecker: create } = await import('../ciba/device-checker.ts');
    return create({ clock, allowLoopback: false });
  };
  let loaded: Promise<DeviceChecker> | null = null;
  const get = (): Promise<DeviceChecker> => {
    loaded ??= load();
    return loaded;
  };
  return {
    test: async (...given) => (await get()).test(...given),
    ask: async (...given) => (await get()).ask(...given),
    look: async (...given) => (await get()).look(...given),
  };
}
