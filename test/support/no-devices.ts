import { DeviceCheckError, type DeviceChecker } from '../../src/ports/device-check.ts';

const away = async (): Promise<never> => {
  throw new DeviceCheckError('unreachable', 'none in this test');
};

/** No provider answers. */
export const noDevices: DeviceChecker = { test: away, ask: away, look: away };
