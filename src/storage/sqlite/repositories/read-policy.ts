import { defaultPolicy, type Policy } from '../../../domain/organization/policy.ts';
import { type Row, readObject, readText } from '../engine/row.ts';

/** More than there are on one machine, as a rule. */
const KEPT_MAX = 100;
/** By their very texts: what is read is what stands there now, only not parsed once more. */
const parsed = new Map<string, Policy>();

/** A field that the policy did not have yet when it was written has its default. */
export function readPolicy(row: Row): Policy {
  const text = readText(row, 'policy');
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const policy = freeze<Policy>({ ...defaultPolicy, ...readObject(row, 'policy') });
  if (parsed.size >= KEPT_MAX) parsed.clear();
  parsed.set(text, policy);
  return policy;
}

/** Everything in it, too: whoever decides by it next is given the same object. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
