import { DatabaseSync, StatementSync } from 'node:sqlite';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeRepresentativeChange } from '../../support/representative-change.ts';
import type { SeededOrganization } from '../../support/store-fixtures.ts';

// A process that makes the representative change and dies by SIGKILL right after its n-th statement that writes, below the
// repositories: an audit append, for one, is two of them. The COMMIT counts as one. With fewer than n it ends with exit code 0.
const [url, seededJson, dieAfter] = process.argv.slice(2);
if (url === undefined || seededJson === undefined) throw new Error('A store and an organization are needed');
const seeded: SeededOrganization = JSON.parse(seededJson);
const store = await openTestStore(url);

let count = 0;
function countStatement(): void {
  if (++count === Number(dieAfter)) process.kill(process.pid, 'SIGKILL');
}

const { run, get } = StatementSync.prototype;
const { exec } = DatabaseSync.prototype;
StatementSync.prototype.run = function (this: StatementSync, ...given) {
  const result = Reflect.apply(run, this, given);
  countStatement();
  return result;
} as typeof run;
StatementSync.prototype.get = function (this: StatementSync, ...given) {
  const result = Reflect.apply(get, this, given);
  if (/^\s*UPDATE/.test(this.sourceSQL)) countStatement();
  return result;
} as typeof get;
DatabaseSync.prototype.exec = function (this: DatabaseSync, text) {
  exec.call(this, text);
  if (text === 'COMMIT') countStatement();
};

await store.transact(seeded.id, (tx) => makeRepresentativeChange(tx, seeded));
await store.close();
