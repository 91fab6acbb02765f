/** A page as it came, with the address it came from. */
export interface BrowsedPage {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** The addresses that redirects led through, the first asked for and the last included. */
  readonly way: readonly URL[];
}

/** One person's browser, as far as HTTP goes: keeps cookies by host, follows redirects, sends forms, opens links. */
export interface HttpBrowser {
  open(url: string): Promise<BrowsedPage>;
  /** Sends the page's form with the given action, or its first. */
  submit(page: BrowsedPage, fields: Readonly<Record<string, string>>): Promise<BrowsedPage>;
  /** Sends the form whose button says `label`. @throws Error if there is none */
  press(page: BrowsedPage, label: string): Promise<BrowsedPage>;
  /** Opens the link whose text contains `label`. @throws Error if there is none */
  follow(page: BrowsedPage, label: string): Promise<BrowsedPage>;
}

const REDIRECTS_MAX = 10;
const TIMEOUT_MS = 10_000;

interface Step {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly body?: URLSearchParams;
}

export function createHttpBrowser(): HttpBrowser {
  // A browser keeps cookies by host name, whatever the port.
  const cookies = new Map<string, { readonly value: string; readonly host: string; readonly path: string }>();

  const cookieHeader = ({ hostname, pathname }: URL): string =>
    [...cookies]
      .filter(([, cookie]) => cookie.host === hostname && pathname.startsWith(cookie.path))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ');

  const keepCookies = (url: URL, response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */);
      const [name = '', ...rest] = pair.split('=');
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const value = rest.join('=');
      if (value === '') cookies.delete(`${name} ${path}`);
      else cookies.set(`${name} ${path}`, { value, host: url.hostname, path });
    }
  };

  const walk = async (first: Step): Promise<BrowsedPage> => {
    const way: URL[] = [];
    let step = first;
    while (way.length < REDIRECTS_MAX) {
      const { url, method, body } = step;
      way.push(url);
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { cookie: cookieHeader(url), accept: 'text/html' },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      keepCookies(url, response);
      const location = response.headers.get('location');
      if (location === null) return { url, status: response.status, html: await response.text(), way };
      await response.body?.cancel();
      step = { method: 'GET', url: new URL(location, url) };
    }
    throw new Error(
      `Redirected more than ${REDIRECTS_MAX} times, last to ${step.url.origin}${step.url.pathname}`,
    );
  };

  return {
    open: (url) => walk({ method: 'GET', url: new URL(url) }),
    submit(page, fields) {
      const action = /<form[^>]* action="([^"]*)"/.exec(page.html)?.[1];
      if (action === undefined) throw new Error('The page has no form');
      const body = new URLSearchParams(fields);
      return walk({ method: 'POST', url: new URL(unescapeMarkup(action), page.url), body });
    },
    async press(page, label) {
      for (const [, action = '', content = ''] of page.html.matchAll(
        /<form[^>]* action="([^"]*)"[^>]*>(.*?)<\/form>/gs,
      )) {
        const [, shown = ''] = /<button[^>]*>(.*?)<\/button>/s.exec(content) ?? [];
        if (!shown.includes(label)) continue;
        return walk({
          method: 'POST',
          url: new URL(unescapeMarkup(action), page.url),
          body: new URLSearchParams(),
        });
      }
      throw new Error(`The page has no button “${label}”`);
    },
    async follow(page, label) {
      for (const [, attributes = '', content = ''] of page.html.matchAll(/<a([^>]*)>(.*?)<\/a>/gs)) {
        const href = /href="([^"]*)"/.exec(attributes)?.[1];
        if (href !== undefined && content.includes(label)) {
          return walk({ method: 'GET', url: new URL(unescapeMarkup(href), page.url) });
        }
      }
      throw new Error(`The page has no link “${label}”`);
    },
  };
}

/** What a person reads of a page, a line a paragraph. */
export function readPage({ html }: BrowsedPage): string {
  const main = /<main[^>]*>(.*?)<\/main>/s.exec(html)?.[1] ?? '';
  const lines = main
    .replace(/<details.*?<\/details>/gs, '')
    .replace(/<(\w+)[^>]* hidden>.*?<\/\1>/gs, '')
    .replace(/<[^>]* aria-hidden="true"[^>]*>[^<]*<\/\w+>/g, '')
    .replace(/<button[^>]*>(.*?)<\/button>/gs, '[ $1 ]')
    .replace(/<a class="action"[^>]*>(.*?)<\/a>/gs, '[ $1 ]')
    .replace(/<input[^>]*>/g, '[ ____ ____ ____ ____ ]\u0000')
    .replace(/<\/(p|h1|h2|li|label|div|form)>/g, '\u0000')
    .replace(/<[^>]+>/g, '')
    .split('\u0000')
    .map((line) => unescapeMarkup(line.replace(/\s+/g, ' ').trim()));
  return lines.filter((line) => line !== '').join('\n');
}

function unescapeMarkup(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
