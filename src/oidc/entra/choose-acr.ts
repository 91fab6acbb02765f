import { z } from 'zod';
import { BACKUP_CODE_AMR } from '../../domain/clients/oidc-client.ts';

/**
 * What Entra ID calls the kinds of factor that a method may be of, as far as they are true of a backup code, the narrowest first. A code
 * is something one has, for a while: it is made by chance, handed over, written down and gone after one use (NIST SP 800-63B counts
 * look-up secrets as such, and Entra ID itself counts `otp` as possession). It is nothing one knows, as a password is, and nothing one is.
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
 * The `acr` to answer with, one of those asked for; `null` if none of them is true of a backup code, or if its `amr` is not asked for. Asked
 * for counts as required, whether or not it says so: Entra ID refuses any other answer, and a code would be spent on it.
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

/** The same from a sign-in that was begun: there it is a text, if it is there. */
export function readEntraAcr({ claims }: Readonly<Record<string, unknown>>): string | null {
  return chooseEntraAcr(typeof claims === 'string' ? JSON.parse(claims) : {});
}
