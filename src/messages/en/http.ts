export const http = {} as const satisfies Record<`http.${string}`, string>;
