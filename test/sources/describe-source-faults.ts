import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceConnection } from '../../src/ports/directory/source.ts';
import type { VendorFake } from '../../src/sandbox/vendors/vendor-fake.ts';
import { idsOf, readWhole } from './read-source.ts';
import { never } from './source-worlds.ts';

export interface FaultSubject {
  readonly fake: VendorFake;
  readonly connection: SourceConnection;
  readonly waits: readonly number[];
  /** Path of the list of people: of three pages at least. */
  readonly listPath: string;
  /** Everybody that the fake has. */
  readonly ids: readonly string[];
  /** What no error may show. */
  readonly confidential: readonly string[];
  /** Ends every token; `null` for a vendor whose credential is sent with each request. */
  readonly revokeTokens: (() => void) | null;
  /** What a refused credential is called; `credential_refused` unless told. */
  readonly refusedAs?: string;
}

/** The faults that a list over HTTP can have: whoever reads it gets everybody, or an error. */
export function describeSourceFaults(start: () => Promise<FaultSubject>): void {
  let subject: FaultSubject;
  beforeEach(async () => {
    subject = await start();
  });
  afterEach(() => subject.fake.stop());

  const failureOf = async (reading: Promise<unknown>) => {
    const error = await reading.then(
      () => expect.unreachable('nothing was thrown'),
      (thrown: unknown) => thrown,
    );
    const text = inspect(error, { depth: 10 });
    for (const word of subject.confidential) expect(text).not.toContain(word);
    return error;
  };
  const readAll = (signal = never) => readWhole(subject.connection.readAll(signal));

  describe('a fault in the middle of the list', () => {
    it.each(['throttle', 'cut', 'cut-body', 'error'] as const)(
      '%s: is got over, and nobody is missing',
      async (kind) => {
        subject.fake.strike({ kind, path: subject.listPath, after: 1 });
        expect(idsOf(await readAll())).toEqual(subject.ids);
        expect(subject.waits).toHaveLength(1);
      },
    );

    it.each([
      ['html', 'unexpected_answer'],
      ['repeat', 'unexpected_answer'],
    ] as const)('%s: ends the reading with an error', async (kind, problem) => {
      subject.fake.strike({ kind, path: subject.listPath, after: 1 });
      expect(await failureOf(readAll())).toMatchObject({ name: 'VendorError', problem });
    });

    it.each([
      ['error', 'unreachable', 500],
      ['error', 'not_permitted', 403],
      ['throttle', 'throttled', 429],
    ] as const)('%s that stays: %s', async (kind, problem, status) => {
      subject.fake.strike({ kind, status, path: subject.listPath, after: 1, times: 99 });
      expect(await failureOf(readAll())).toMatchObject({ name: 'VendorError', problem });
    });
  });

  it('401 in the middle: the token is renewed once; a credential that stays refused ends the reading', async () => {
    const { fake, listPath, revokeTokens } = subject;
    if (revokeTokens !== null) {
      const ids: string[] = [];
      for await (const { people } of subject.connection.readAll(never)) {
        if (ids.length === 0) revokeTokens();
        ids.push(...people.map(({ externalId }) => externalId));
      }
      expect(ids).toEqual(subject.ids);
    }
    const before = fake.exchanges.length;
    fake.strike({ kind: 'error', status: 401, path: listPath, times: 99 });
    expect(await failureOf(readAll())).toMatchObject({ problem: subject.refusedAs ?? 'credential_refused' });
    const lists = fake.exchanges.slice(before).filter(({ path }) => path === listPath);
    expect(lists).toHaveLength(revokeTokens === null ? 1 : 2);
  });

  it('a run that is cancelled ends', async () => {
    const stop = new AbortController();
    subject.fake.strike({ kind: 'slow', ms: 5000, path: subject.listPath, after: 1 });
    const reading = (async () => {
      for await (const _page of subject.connection.readAll(stop.signal)) stop.abort();
    })();
    expect(await failureOf(reading)).toMatchObject({ problem: 'cancelled' });
  });
}
