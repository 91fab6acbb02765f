import { DeviceCheckError } from '../ports/device-check.ts';
import { VendorError } from '../ports/vendor.ts';
import { assertAllowedHost, PrivateAddressError } from '../vendors/http/guard-lookup.ts';
import { createSendOnce, NoAnswerError, type SendOnce } from '../vendors/http/send-once.ts';

/** Some providers hold a look until the person has answered: they are given up on, and asked again. */
const limits = { timeoutMs: 15_000, answerBytesMax: 256 * 1024 };

export interface CibaAnswer {
  readonly status: number;
  /** `undefined` if it isn't JSON. */
  readonly body: unknown;
}

/** Sends requests to identity providers: each once, no redirect followed, over HTTPS, and into no private network. */
export interface CibaWire {
  get(url: URL): Promise<CibaAnswer>;
  post(url: URL, form: Readonly<Record<string, string>>, authorization: string | null): Promise<CibaAnswer>;
  /** @throws DeviceCheckError if the address may not be asked */
  parseAddress(text: string): URL;
}

/** @param allowLoopback only in tests: the provider may be on this machine, without TLS */
export function createCibaWire(allowLoopback: boolean): CibaWire {
  const sendOnce = createSendOnce(limits, allowLoopback);
  const send = async (wire: Omit<Parameters<SendOnce>[0], 'signal'>): Promise<CibaAnswer> => {
    try {
      const { status, body } = await sendOnce({ ...wire, signal: new AbortController().signal });
      if (status >= 500 || status === 429 || status === 408)
        throw new DeviceCheckError('unreachable', String(status));
      return { status, body };
    } catch (error) {
      if (error instanceof NoAnswerError) throw new DeviceCheckError('unreachable', error.message);
      if (!(error instanceof VendorError)) throw error;
      if (error.problem === 'too_large') throw new DeviceCheckError('unexpected_answer', 'too large');
      throw new DeviceCheckError('unreachable', error.detail);
    }
  };
  const headers = { accept: 'application/json', 'user-agent': 'backupcode' };
  return {
    get: (url) => send({ method: 'GET', url, headers, body: null }),
    post: (url, form, authorization) =>
      send({
        method: 'POST',
        url,
        headers: {
          ...headers,
          'content-type': 'application/x-www-form-urlencoded',
          ...(authorization === null ? {} : { authorization }),
        },
        body: new URLSearchParams(form).toString(),
      }),
    parseAddress(text) {
      const url = URL.parse(text);
      const isPlain = url?.protocol === 'http:' && allowLoopback;
      if (url === null || (url.protocol !== 'https:' && !isPlain))
        throw new DeviceCheckError('bad_address', 'not https');
      if (url.username + url.password + url.hash !== '') throw new DeviceCheckError('bad_address');
      try {
        assertAllowedHost(url.hostname, allowLoopback);
      } catch (error) {
        if (error instanceof PrivateAddressError)
          throw new DeviceCheckError('bad_address', 'private address');
        throw error;
      }
      return url;
    },
  };
}
