import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../../src/storage/sqlite/migrate.ts';

function openEmpty(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  return database;
}

const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.user_version;

it('takes only the steps that are new, in their order', () => {
  const database = openEmpty();
  const steps = ['CREATE TABLE a (x TEXT) STRICT', "INSERT INTO a VALUES ('second step')"];
  migrate(database, steps.slice(0, 1));
  expect(versionOf(database)).toBe(1);
  migrate(database, steps);
  migrate(database, steps);
  expect(versionOf(database)).toBe(2);
  expect(database.prepare('SELECT x FROM a').all()).toEqual([{ x: 'second step' }]);
});

it('a step that fails leaves the file as it was', () => {
  const database = openEmpty();
  const steps = [
    'CREATE TABLE a (x TEXT) STRICT',
    'CREATE TABLE b (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT',
  ];
  migrate(database, steps.slice(0, 1));
  database.exec('BEGIN IMMEDIATE');
  expect(() => migrate(database, steps)).toThrow(/already exists/);
  database.exec('ROLLBACK');
  expect(versionOf(database)).toBe(1);
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'a' }]);
});
