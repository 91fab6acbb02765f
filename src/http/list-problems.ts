import type { z } from 'zod';

/** `field: what is wrong with it`, without the values that were sent. */
export function listProblems(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
  );
}
