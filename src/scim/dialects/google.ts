import type { Dialect } from './dialect.ts';

/** Google Workspace publishes no wire format. Source: better-auth's conformance tests. What it lists in `schemas` is unknown. */
export const google = { schemasAreOptional: true } as const satisfies Partial<Dialect>;
