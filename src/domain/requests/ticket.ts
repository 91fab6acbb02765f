/** What a ticket's number may be long. */
export const TICKET_LENGTH_MAX = 40;

/**
 * Whether a ticket's number fits the policy's pattern: `#` stands for a digit, `*` for any characters, and anything else for itself, without
 * regard to case. It is no regular expression, because one could keep the program busy for hours.
 */
export function fitsTicketPattern(ticket: string, pattern: string): boolean {
  const text = ticket.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  const [head = '', ...rest] = parts;
  if (rest.length === 0) return text.length === head.length && fitsAt(text, 0, head);
  const tail = rest.pop() ?? '';
  if (!fitsAt(text, 0, head)) return false;
  let from = head.length;
  for (const part of rest) {
    const at = findFrom(text, from, part);
    if (at === null) return false;
    from = at + part.length;
  }
  return text.length - tail.length >= from && fitsAt(text, text.length - tail.length, tail);
}

function findFrom(text: string, from: number, part: string): number | null {
  for (let at = from; at + part.length <= text.length; at += 1) if (fitsAt(text, at, part)) return at;
  return null;
}

function fitsAt(text: string, at: number, part: string): boolean {
  if (at < 0 || at + part.length > text.length) return false;
  return [...part].every((symbol, index) => {
    const found = text[at + index] ?? '';
    return symbol === '#' ? /[0-9]/.test(found) : symbol === found;
  });
}

/** Where the ticket is, by the policy's template. */
export function linkTicket(ticket: string, template: string): string {
  return template.replace('{ticket}', encodeURIComponent(ticket));
}
