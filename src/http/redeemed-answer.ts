import { z } from 'zod';

/** What a service is told when the code was right, whichever way it came. */
export const redeemedShape = {
  redeemed: z.literal(true),
  user: z.strictObject({
    id: z.string(),
    login: z.string().describe('Primary e-mail address or mobile number.'),
    name: z.string(),
  }),
  codeId: z.string(),
  redeemedAt: z.iso.datetime(),
  replaces: z
    .literal('second_factor')
    .describe('What the code stands in for. Check the first factor yourself: the code never replaces it.'),
  assertion: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    .describe(
      'A signed JWT (EdDSA) that says the same to your other parts: `iss`, `aud` (your id), `sub`, `login`, `amr: ["otp"]`, `auth_time`, `exp` (two minutes), `jti` (one for each code), `code_id`, `org`. Verify it with `/.well-known/jwks.json`.',
    ),
};

export const redeemedSchema = z.strictObject(redeemedShape);
export type RedeemedAnswer = z.infer<typeof redeemedSchema>;
