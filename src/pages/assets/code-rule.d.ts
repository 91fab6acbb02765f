export const CODE_SYMBOLS: number;
export const CODE_GROUP: number;
export function toSymbols(typed: string): string[];
export function toGroups(symbols: readonly string[]): string;
export function listForeign(symbols: readonly string[]): string[];
export function isWellFormed(typed: string): boolean;
