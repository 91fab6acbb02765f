import type { z } from 'zod';

/** `field: what is wrong with it`, with nothing of what was sent: not even a field's name, for that may be the code (N6). */
export function listProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const { path, code } = issue;
    const message = code === 'unrecognized_keys' ? 'must hold no other fields' : issue.message;
    return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
  });
}
