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

/** Duo's own client for Node. */
declare module '@duosecurity/duo_api' {
  export interface DuoAnswer {
    readonly stat: string;
    readonly code?: number;
    readonly response?: unknown;
    readonly metadata?: { readonly total_objects?: number };
  }
  const official: {
    Client: new (
      integrationKey: string,
      secretKey: string,
      host: string,
    ) => {
      jsonApiCall(
        method: string,
        path: string,
        params: Readonly<Record<string, string>>,
        done: (answer: DuoAnswer) => void,
      ): void;
    };
  };
  export default official;
}
