import { badRequest } from './entra-answers.ts';

const TERM = /^(userPrincipalName|mail) eq '((?:[^']|'')*)'/;
const OR = /^ or /;

/** The people an OData filter selects: equality of login or mailbox, joined by `or`. Graph compares them in any case. */
export function filterPeople<Person extends Readonly<Record<string, unknown>>>(
  people: readonly Person[],
  filter: string,
): Person[] {
  const terms: { readonly field: string; readonly value: string }[] = [];
  let rest = filter;
  for (;;) {
    const [whole, field, value] = TERM.exec(rest) ?? [];
    if (whole === undefined || field === undefined || value === undefined) throw badRequest('$filter');
    terms.push({ field, value: value.replaceAll("''", "'").toLowerCase() });
    rest = rest.slice(whole.length);
    if (rest === '') break;
    if (!OR.test(rest)) throw badRequest('$filter');
    rest = rest.replace(OR, '');
  }
  return people.filter((person) =>
    terms.some(({ field, value }) => String(person[field] ?? '').toLowerCase() === value),
  );
}
