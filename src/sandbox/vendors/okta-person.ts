export interface OktaFakePerson {
  readonly id: string;
  readonly status: string;
  /** ISO 8601. */
  readonly lastUpdated: string;
  readonly profile: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** People by a filter of equal logins or email addresses; `null` for any other filter. */
export function filterPeople(people: readonly OktaFakePerson[], filter: string): OktaFakePerson[] | null {
  const term = /profile\.(login|email) eq "((?:[^"\\]|\\["\\])*)"( or |$)/y;
  const wanted: { name: string; value: string }[] = [];
  for (;;) {
    const [, name, text, end] = term.exec(filter) ?? [];
    if (name === undefined || text === undefined) return null;
    wanted.push({ name, value: text.replace(/\\(.)/g, '$1').toLowerCase() });
    if (end === '') break;
  }
  return people.filter(({ profile }) =>
    wanted.some(({ name, value }) => String(profile[name] ?? '').toLowerCase() === value),
  );
}
