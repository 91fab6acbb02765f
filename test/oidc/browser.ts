/** As much of a browser as signing in takes: cookies with their paths, no redirect followed by itself but that from a form of our page to the page. */
export interface Browser {
  get(url: string, headers?: Record<string, string>): Promise<Visit>;
  post(url: string, form: Record<string, string> | string, headers?: Record<string, string>): Promise<Visit>;
  readonly cookies: readonly Cookie[];
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly attributes: string;
}

export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** absolute */
  readonly location: string | null;
  readonly setCookies: readonly string[];
}

export function openBrowser(): Browser {
  let jar: Cookie[] = [];

  async function send(url: string, init: RequestInit): Promise<Visit> {
    const { pathname } = new URL(url);
    const sent = jar.filter(
      ({ path }) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
    );
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) keep(line);
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? null : new URL(location, url).href,
      setCookies,
    };
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
    jar = jar.filter((cookie) => cookie.name !== name || cookie.path !== path);
    if (value !== '' && !/expires=Thu, 01 Jan 1970/i.test(line)) {
      jar.push({ name, value, path, attributes: attributes.join('; ') });
    }
  }

  return {
    get cookies() {
      return jar;
    },
    get: (url, headers = {}) => send(url, { headers }),
    async post(url, form, headers = {}) {
      const visit = await send(url, {
        method: 'POST',
        body: typeof form === 'string' ? form : new URLSearchParams(form),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });
      const isReload = visit.location !== null && /\/interaction\//.test(url);
      return isReload ? send(visit.location ?? '', { headers: {} }) : visit;
    },
  };
}
