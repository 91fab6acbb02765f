/** These fields of `change`, without those that are not given: an `undefined` would be stored as a value. */
export function pickGiven<Change extends object, Field extends keyof Change>(
  change: Change,
  fields: readonly Field[],
): Partial<Pick<Change, Field>> {
  const given: Partial<Pick<Change, Field>> = {};
  for (const field of fields) if (change[field] !== undefined) given[field] = change[field];
  return given;
}
