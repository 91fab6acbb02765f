import { createServer } from 'node:http';
import { createHttpApp } from '../../src/http/create-http-app.ts';
import { createRedeemingServices } from '../../src/services/redeeming/redeeming-services.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { collectLines } from '../logging/collect-lines.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { createServerUrl } from './loopback.ts';

/** Another process that redeems over HTTP on the same data; ends when its parent lets go of it. */
const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('The child needs the URL of a store');
const keys = createTestKeys();
const store = await openTestStore(url, keys);
const deps = { store, clock: systemClock, random: systemRandom, keys };
const app = createHttpApp({
  ...createRedeemingServices(deps, () => 'http://127.0.0.1'),
  logger: collectLines().logger,
  clock: systemClock,
  newReference: () => 'reference',
  checkStore: () => store.ping(),
  isReady: () => true,
  isOutboxLate: async () => false,
  slackState: () => 'ok',
});
const server = createServer(app);
process.send?.(await createServerUrl(server));
process.once('disconnect', async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
});
