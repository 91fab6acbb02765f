import type { z } from 'zod';

/** `field: problem`, without any of what was sent. Even an unknown field's name could be the code (N6). */
export function listProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const { path, code } = issue;
    const message = code === 'unrecognized_keys' ? 'must hold no other fields' : issue.message;
    return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
  });
}
