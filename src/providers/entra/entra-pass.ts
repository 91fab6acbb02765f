import { z } from 'zod';
import { Secret } from '../../domain/crypto/secret.ts';

const time = z
  .string()
  .nullish()
  .transform((text) => {
    const at = Date.parse(text ?? '');
    return Number.isNaN(at) ? null : at;
  });

/** A Temporary Access Pass, without the pass. */
export const entraPass = z.object({
  id: z.string().min(1),
  createdDateTime: time,
  startDateTime: time,
  lifetimeInMinutes: z.number().nullish(),
  methodUsabilityReason: z.string().nullish(),
});
export type EntraPass = z.output<typeof entraPass>;

/** As it is made, and only then, with the pass. */
export const madePass = entraPass.extend({
  temporaryAccessPass: z
    .string()
    .min(1)
    .transform((pass) => new Secret(pass)),
});

/**
 * What we know a pass by. A person has one at most, and Microsoft doesn't say that a new one gets a new id, so the second in which it
 * was made goes with it: a pass that replaced another is never taken for it.
 */
export function referenceOf({ id, createdDateTime }: EntraPass): string {
  return createdDateTime === null ? id : `${id}@${Math.floor(createdDateTime / 1000)}`;
}

export const idOf = (reference: string): string => reference.split('@')[0] ?? reference;

export function endOf({ startDateTime, createdDateTime, lifetimeInMinutes }: EntraPass): number | null {
  const from = startDateTime ?? createdDateTime;
  return from === null || !lifetimeInMinutes ? null : from + lifetimeInMinutes * 60_000;
}

/** One that is switched off by the tenant's policy may work again, so it counts as one that works. */
export function stateOf({ methodUsabilityReason }: EntraPass): 'usable' | 'early' | 'used' | 'ended' {
  switch (methodUsabilityReason) {
    case 'OneTimeUsed':
      return 'used';
    case 'NotYetValid':
      return 'early';
    case 'Expired':
      return 'ended';
    default:
      return 'usable';
  }
}
