/** The least that an HTTP service can do to spend a code once: one guarded update. No hashing, no brake, no history. */
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';

const database = new DatabaseSync(process.env.DATABASE_PATH ?? '');
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
const spend = database.prepare(
  "UPDATE codes SET state = 'redeemed' WHERE login = :user AND code = :code AND state = 'active'",
);

const app = express();
app.post('/v1/codes/redeem', express.json(), (request, response) => {
  const { user, code } = request.body;
  const { changes } = spend.run({ user, code });
  if (changes === 1) response.json({ redeemed: true });
  else response.status(403).json({ redeemed: false });
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stderr.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
