export const oidc = {} as const satisfies Record<`oidc.${string}`, string>;
