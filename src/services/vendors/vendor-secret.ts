import { SEAL_NONCE_BYTES, seal, unseal } from '../../domain/crypto/seal.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { SourceId } from '../../domain/ids.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import type { ServiceDeps } from '../deps.ts';

/** Longer than any vendor's key file. */
const SECRET_LENGTH_MAX = 64 * 1024;

export type VendorSecretProblem = 'missing' | 'not_needed' | 'too_long' | 'malformed';

export type ParsedVendorSecret =
  | { readonly kind: 'secret'; readonly secret: Secret | null }
  | { readonly kind: 'bad'; readonly problem: VendorSecretProblem; readonly names: readonly string[] };

interface WithSettings {
  readonly settings: readonly VendorSetting[];
}

/** The parts of a kind's credential. */
export function secretNames({ settings }: WithSettings): string[] {
  return settings.filter(({ isSecret }) => isSecret).map(({ name }) => name);
}

/** Reads a credential: the text itself or, for a kind whose credential has several parts, a JSON object of them. */
export function parseVendorSecret(connector: WithSettings, given: Secret | null): ParsedVendorSecret {
  const names = secretNames(connector);
  const isRequired = connector.settings.some((setting) => setting.isSecret && setting.isRequired);
  const bad = (problem: VendorSecretProblem) => ({ kind: 'bad', problem, names }) as const;
  const text = given?.reveal().trim() ?? '';
  if (text === '') return isRequired ? bad('missing') : { kind: 'secret', secret: null };
  if (names.length === 0) return bad('not_needed');
  if (text.length > SECRET_LENGTH_MAX) return bad('too_long');
  if (names.length === 1) return { kind: 'secret', secret: new Secret(text) };
  const parts = parseParts(text);
  const isComplete = connector.settings.every(
    ({ name, isSecret, isRequired }) => !isSecret || !isRequired || (parts?.[name] ?? '') !== '',
  );
  return parts !== null && isComplete && Object.keys(parts).every((name) => names.includes(name))
    ? { kind: 'secret', secret: new Secret(JSON.stringify(parts)) }
    : bad('malformed');
}

function parseParts(text: string): Record<string, string> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const entries = Object.entries(parsed);
    return entries.every(([, value]) => typeof value === 'string') ? Object.fromEntries(entries) : null;
  } catch {
    return null;
  }
}

export function sealSourceSecret(
  { random, keys }: Pick<ServiceDeps, 'random' | 'keys'>,
  id: SourceId,
  secret: Secret | null,
): string | null {
  if (secret === null) return null;
  return seal(secret, { purpose: 'source-secret', id }, random.bytes(SEAL_NONCE_BYTES), keys);
}

export type OpenedSourceSecret =
  | { readonly kind: 'opened'; readonly secret: Secret | null }
  /** Its master key is gone, or it was altered. */
  | { readonly kind: 'unreadable' };

export function openSourceSecret(
  { keys }: Pick<ServiceDeps, 'keys'>,
  { id, sealedSecret }: Pick<Source, 'id' | 'sealedSecret'>,
): OpenedSourceSecret {
  if (sealedSecret === null) return { kind: 'opened', secret: null };
  const secret = unseal(sealedSecret, { purpose: 'source-secret', id }, keys);
  return secret === null ? { kind: 'unreadable' } : { kind: 'opened', secret };
}

/** The id of the master key that a sealed text names. */
export function sealingKeyId(sealed: string): string {
  return sealed.split('.').slice(0, -3).join('.');
}
