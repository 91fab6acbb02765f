import { z } from 'zod';

/** A field that a vendor may leave out, leave empty, or send as a number. `null` stands for all that is no text. */
export const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const text = value === null || value === undefined ? '' : String(value).trim();
    return text === '' ? null : text;
  });

/** The facts that are there, for role rules. */
export function attributesOf(facts: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** A name to show: the parts that are there. */
export function joinName(...parts: readonly (string | null)[]): string | null {
  const name = parts.filter((part) => part !== null).join(' ');
  return name === '' ? null : name;
}

/** A second login, if it is one and differs from the first. */
export function aliasOf(login: string | null, email: string | null): string | null {
  if (login === null || !login.includes('@') || login.toLowerCase() === email?.toLowerCase()) return null;
  return login;
}
