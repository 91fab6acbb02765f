export const slack = {} as const satisfies Record<`slack.${string}`, string>;
