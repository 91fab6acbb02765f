import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { createSql } from '../../../src/storage/sqlite/engine/sql.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

function openDatabase(path = ':memory:'): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database;
}

it('values are given by name, however often and in whatever order a statement has them', () => {
  const sql = createSql(openDatabase());
  const statement = 'SELECT :b AS first, :a AS second, :b AS third';
  expect(sql.get(statement, { a: 1, b: 'two', other: 3 })).toEqual({
    first: 'two',
    second: 1,
    third: 'two',
  });
  expect(() => sql.get(statement, { a: 1 })).toThrow(':b');
  expect(sql.all('SELECT :a AS a UNION ALL SELECT :b', { b: 2, a: 1 })).toEqual([{ a: 1 }, { a: 2 }]);
});

it('a column that another process has added meanwhile is read by its name', () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const database = openDatabase(path);
  database.exec("CREATE TABLE things (name TEXT); INSERT INTO things VALUES ('one')");
  const sql = createSql(database);
  expect(sql.get('SELECT * FROM things')).toEqual({ name: 'one' });
  openDatabase(path).exec("ALTER TABLE things ADD COLUMN colour TEXT DEFAULT 'red'");
  expect(sql.get('SELECT * FROM things')).toEqual({ name: 'one', colour: 'red' });
});
