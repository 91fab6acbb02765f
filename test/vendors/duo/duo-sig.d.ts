/** The part of Duo's own client for Node that makes signatures; it has no types. */
declare module '@duosecurity/duo_api/lib/duo_sig.js' {
  const official: {
    sign(
      integrationKey: string,
      secretKey: string,
      method: string,
      host: string,
      path: string,
      params: Readonly<Record<string, string>>,
      date: string,
    ): string;
  };
  export default official;
}
