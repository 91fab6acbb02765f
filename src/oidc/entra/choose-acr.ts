import { z } from 'zod';
import { BACKUP_CODE_AMR } from '../../domain/clients/oidc-client.ts';

/**
 * Entra ID's names for the kinds of factor that a backup code is, the narrowest first. A code is something you have: it is random, handed
 * over, and gone after one use. NIST SP 800-63B counts look-up secrets as possession, and Entra ID counts `otp` so. It is not something you
 * know, as a password is, or something you are.
 */
const TRUE_ACRS = [
  'possession',
  'possessionorinherence',
  'knowledgeorpossession',
  'knowledgeorpossessionorinherence',
] as const;

const wishSchema = z
  .object({ value: z.unknown(), values: z.array(z.unknown()).catch([]) })
  .partial()
  .nullable()
  .catch(null)
  .transform((wish) => [...(wish?.value === undefined ? [] : [wish.value]), ...(wish?.values ?? [])]);
const claimsSchema = z
  .object({ id_token: z.object({ acr: wishSchema, amr: wishSchema }).partial() })
  .partial();

/**
 * The `acr` to answer with; `null` if none of those asked for is true of a backup code, or if its `amr` is not asked for. What is asked for
 * counts as required, marked or not: Entra ID refuses any other answer, and a code would be spent on it.
 * @param claims the parameter of the authorization request, which the library has found to be well-formed
 */
export function chooseEntraAcr(claims: unknown): string | null {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return null;
  const { acr = [], amr = [] } = parsed.data.id_token ?? {};
  if (amr.length > 0 && !amr.includes(BACKUP_CODE_AMR)) return null;
  if (acr.length === 0) return TRUE_ACRS[0];
  return TRUE_ACRS.find((name) => acr.includes(name)) ?? null;
}

/** The same for a stored sign-in, where the parameter is text or missing. */
export function readEntraAcr({ claims }: Readonly<Record<string, unknown>>): string | null {
  return chooseEntraAcr(typeof claims === 'string' ? JSON.parse(claims) : {});
}
