/**
 * Whether a text is the name of a Duo account's API server, as Duo's Admin Panel shows it. The credential is signed for it and goes nowhere
 * else.
 */
export function isDuoHost(text: string): boolean {
  return /^api-[a-z0-9]{4,32}\.(duosecurity|duofederal)\.com$/i.test(text);
}
