import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsTicketPattern, linkTicket, TICKET_LENGTH_MAX } from '../../../src/domain/requests/ticket.ts';

/** The same by a table of all prefixes: slower, and obviously right. */
function fitsByTable(ticket: string, pattern: string): boolean {
  let reached = new Set([0]);
  for (const symbol of pattern.toLowerCase()) {
    const next = new Set<number>();
    for (const at of reached) {
      if (symbol === '*') for (let to = at; to <= ticket.length; to += 1) next.add(to);
      else {
        const found = ticket.toLowerCase()[at] ?? '';
        if (symbol === '#' ? /^[0-9]$/.test(found) : found === symbol) next.add(at + 1);
      }
    }
    reached = next;
  }
  return reached.has(ticket.length);
}

describe('the pattern of a ticket', () => {
  it.each([
    ['INC-#####', 'INC-12345', true],
    ['INC-#####', 'inc-12345', true],
    ['INC-#####', 'INC-1234', false],
    ['INC-#####', 'INC-123456', false],
    ['INC-#####', 'INC-1234x', false],
    ['INC-#####', 'xINC-12345', false],
    ['INC-*', 'INC-', true],
    ['INC-*', 'INC-anything', true],
    ['*-#', 'A-1', true],
    ['*-#', 'A-B-1', true],
    ['*-#', '-1', true],
    ['*-#', 'A-', false],
    ['A*A', 'A', false],
    ['A*A', 'AA', true],
    ['*', 'whatever', true],
    ['#*#', '1', false],
    ['**', 'x', true],
    // Nothing of a regular expression means anything.
    ['.+', 'ab', false],
    ['.+', '.+', true],
    ['(a|b)', 'a', false],
    ['#', '٣', false],
  ])('%s and %s: %s', (pattern, ticket, fits) => {
    expect(fitsTicketPattern(ticket, pattern)).toBe(fits);
  });

  it('fits what a table of all ways fits, whatever the pattern', () => {
    const text = (symbols: string) =>
      fc.array(fc.constantFrom(...symbols), { maxLength: 12 }).map((each) => each.join(''));
    fc.assert(
      fc.property(text('ab1*#'), text('abAB12'), (pattern, ticket) => {
        expect(fitsTicketPattern(ticket, pattern)).toBe(fitsByTable(ticket, pattern));
      }),
      { numRuns: 2000 },
    );
  });

  it('N20: a pattern made to be slow is as quick as any: one that tries all ways would not end', () => {
    for (const part of ['*a', '*#', '*1a', '**a']) {
      const pattern = part.repeat(Math.floor(TICKET_LENGTH_MAX / part.length) - 1);
      for (const symbol of ['a', '1', '1a']) {
        const ticket = `${symbol.repeat(TICKET_LENGTH_MAX / symbol.length)}!`;
        for (let time = 0; time < 1000; time += 1)
          expect(fitsTicketPattern(ticket, `${pattern}b`)).toBe(false);
      }
    }
  });
});

it('the link of a ticket: what was typed is no part of the address but a value in it', () => {
  expect(linkTicket('INC-1', 'https://tickets.test/{ticket}?view=1')).toBe(
    'https://tickets.test/INC-1?view=1',
  );
  expect(linkTicket('../x?y#z', 'https://tickets.test/{ticket}')).toBe('https://tickets.test/..%2Fx%3Fy%23z');
});
