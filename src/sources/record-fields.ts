/** The text without spaces around it; `null` if the vendor gives none. */
export function textOf(value: string | number | null | undefined): string | null {
  const text = String(value ?? '').trim();
  return text === '' ? null : text;
}

/** Facts for role rules: those that the vendor gives. */
export function attributesOf(
  facts: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const text = String(value ?? '').trim();
      return text === '' ? [] : [[name, text]];
    }),
  );
}

/** A second login, if it is one and differs from the first. */
export function aliasOf(login: string | null, email: string | null): string | null {
  if (login === null || !login.includes('@') || login.toLowerCase() === email?.toLowerCase()) return null;
  return login;
}
