import { z } from 'zod';

/** The answer when the code was right, for both ways of redeeming. */
export const redeemedShape = {
  redeemed: z.literal(true),
  user: z.strictObject({
    id: z.string(),
    login: z.string().describe('Primary email address or mobile number.'),
    name: z.string(),
  }),
  codeId: z.string(),
  redeemedAt: z.iso.datetime(),
  replaces: z
    .literal('second_factor')
    .describe('What the code replaces. It never replaces the first factor: check that yourself.'),
  assertion: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    .describe(
      'A signed JWT (EdDSA) that proves the same to your other services: `iss`, `aud` (your id), `sub`, `login`, `amr: ["otp"]`, `auth_time`, `exp` (two minutes), `jti` (one for each code), `code_id`, `org`. Verify it with `/.well-known/jwks.json`.',
    ),
};

export const redeemedSchema = z.strictObject(redeemedShape);
export type RedeemedAnswer = z.infer<typeof redeemedSchema>;
