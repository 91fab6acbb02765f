import type { Request } from 'express';
import { z } from 'zod';
import { type ChallengeId, isId } from '../domain/ids.ts';
import type { Parameter } from './endpoint.ts';

export const challengeIdParameter: Parameter = {
  name: 'id',
  in: 'path',
  description: 'The challenge, as opening it has answered.',
  isRequired: true,
  schema: z.string(),
};

/** `null` for what cannot be a challenge's id. */
export function readChallengeId(request: Request): ChallengeId | null {
  const { id } = request.params;
  return typeof id === 'string' && isId('challenge', id) ? id : null;
}
