/** Fields, and the value each must have; a field that holds a list, among others. */
export type Where<Row> = {
  readonly [Field in keyof Row]?: NonNullable<Row[Field]> extends readonly (infer One)[] ? One : Row[Field];
};

/** Of a row that is not known by its type. */
export type AnyWhere = Readonly<Record<string, unknown>>;

export function isFoundBy(where: AnyWhere, row: object): boolean {
  const fields = row as AnyWhere;
  // Without a list of the fields: it is asked tens of thousands of times for a transaction that many share.
  for (const field in where) if (!holds(fields[field], where[field])) return false;
  return true;
}

/** Whether a row may be found of which these fields are known, and no others. */
export function mayBeFoundBy(where: AnyWhere, known: object): boolean {
  const fields = known as AnyWhere;
  for (const field in where) if (field in fields && !holds(fields[field], where[field])) return false;
  return true;
}

function holds(stored: unknown, value: unknown): boolean {
  return Array.isArray(stored) ? stored.includes(value) : stored === value;
}

/** One filter that finds what each of some would. */
export interface MergedWhere {
  readonly filter: AnyWhere;
  readonly of: readonly AnyWhere[];
  /** In which field they differ; `null` if they are alike. */
  readonly varying: string | null;
}

/** @returns which of the rows that the filter found are one's */
export function sortOut(
  { varying }: Pick<MergedWhere, 'varying'>,
  rows: readonly object[],
): (where: AnyWhere) => readonly object[] {
  if (varying === null) return (where) => rows.filter((row) => isFoundBy(where, row));
  const byValue = new Map<unknown, object[]>();
  for (const row of rows) {
    for (const value of new Set([(row as AnyWhere)[varying]].flat())) {
      const some = byValue.get(value);
      if (some === undefined) byValue.set(value, [row]);
      else some.push(row);
    }
  }
  return (where) => (byValue.get(where[varying]) ?? []).filter((row) => isFoundBy(where, row));
}

/**
 * Puts together those that name the same fields and differ in the value of one. Each is asked for by an index, and so is what they
 * make together: `$or` of whole filters is not, everywhere.
 */
export function mergeWheres(wheres: readonly AnyWhere[]): MergedWhere[] {
  const alike = Map.groupBy(wheres, (where) => Object.keys(where).sort().join());
  return [...alike.values()].flatMap((group) => mergeAlike(group));
}

function mergeAlike(wheres: readonly AnyWhere[]): MergedWhere[] {
  const [first] = wheres;
  if (first === undefined) return [];
  const fields = Object.keys(first).sort();
  if (wheres.length === 1 || fields.length === 0) return [{ filter: first, of: wheres, varying: null }];
  const counts = fields.map((field) => [field, valuesOf(wheres, field).length] as const);
  const [varying] = counts.reduce((most, count) => (count[1] > most[1] ? count : most));
  const equal = Map.groupBy(wheres, (where) =>
    JSON.stringify(fields.map((field) => (field === varying ? null : where[field]))),
  );
  return [...equal.values()].map((of) => {
    const values = valuesOf(of, varying);
    return {
      filter: { ...of[0], [varying]: values.length === 1 ? values[0] : { $in: values } },
      of,
      varying,
    };
  });
}

function valuesOf(wheres: readonly AnyWhere[], field: string): unknown[] {
  return [...new Set(wheres.map((where) => where[field]))];
}
