import type { Request } from 'express';
import { z } from 'zod';
import { type ChallengeId, isId } from '../domain/ids.ts';
import type { Parameter } from './endpoint.ts';

export const challengeIdParameter: Parameter = {
  name: 'id',
  in: 'path',
  description: 'The id from the answer that opened the challenge.',
  isRequired: true,
  schema: z.string(),
};

/** `null` if it can't be a challenge's id. */
export function readChallengeId(request: Request): ChallengeId | null {
  const { id } = request.params;
  return typeof id === 'string' && isId('challenge', id) ? id : null;
}
