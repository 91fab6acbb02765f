import { describe, expect, expectTypeOf, it } from 'vitest';
import type { MessageArgs } from '../../src/messages/message-args.ts';
import { say } from '../../src/messages/say.ts';

describe('say', () => {
  it('U2: fills in the arguments, and reads none of them as a message', () => {
    expect(say('cli.client.removed', { name: '{id} <b>it’s</b> {', id: 'clt_1' })).toBe(
      'Removed {id} <b>it’s</b> { (clt_1).',
    );
  });

  it('U2: a message without arguments is said as it is written', () => {
    expect(say('cli.client.none')).toBe('No clients yet. Add one: `backupcode client add NAME`');
  });

  it('U2: the compiler refuses an unknown key and a missing, misspelt or needless argument', () => {
    // @ts-expect-error no such key
    expect(() => say('cli.client.nonesuch')).toThrow();
    // @ts-expect-error the arguments are missing
    expect(() => say('cli.client.removed')).toThrow();
    // @ts-expect-error `id` is missing
    expect(() => say('cli.client.removed', { name: 'portal' })).toThrow();
    // @ts-expect-error it takes none
    expect(say('cli.client.none', { name: 'portal' })).toBe(say('cli.client.none'));
  });

  it('U2: the compiler reads arguments from the text, in nested options too', () => {
    type Codes =
      '{name} has {count, plural, one {# code from {issuer}} other {# codes}} {kind, select, a {until {time}} other {}}.';
    expectTypeOf<MessageArgs<Codes>>().toEqualTypeOf<{
      readonly name: string | number;
      readonly count: number;
      readonly issuer: string | number;
      readonly kind: string;
      readonly time: string | number;
    }>();
    expectTypeOf<keyof MessageArgs<'Nothing to fill in.'>>().toEqualTypeOf<never>();
  });
});
