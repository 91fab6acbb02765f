import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { pickPort } from '../../src/demo/pick-port.ts';

it('takes the port it is known by, or any free one where another program has that', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await pickPort(port)).toBe(0);
  other.close();
  await once(other, 'close');
  expect(await pickPort(port)).toBe(port);
});
