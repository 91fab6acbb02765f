import type { Dialect } from './dialect.ts';

/**
 * JumpCloud publishes no wire format. Source: bodies recorded by Paul-E/scim-v2-rust. It takes members out by value, as Entra ID does, and
 * sends explicit nulls, which every dialect reads as "unassigned" (RFC 7643, 2.5).
 */
export const jumpcloud = { removesByValue: true } as const satisfies Partial<Dialect>;
