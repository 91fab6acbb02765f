import { load } from 'cheerio';

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

  const send = (page: BrowsedPage, action: string, fields: Readonly<Record<string, string>>) =>
    walk({ method: 'POST', url: new URL(action, page.url), body: new URLSearchParams(fields) });

  return {
    open: (url) => walk({ method: 'GET', url: new URL(url) }),
    async submit(page, fields) {
      const action = load(page.html)('form').attr('action');
      if (action === undefined) throw new Error('The page has no form');
      return send(page, action, fields);
    },
    async press(page, label) {
      const $ = load(page.html);
      const button = $('form button').filter((_, element) => $(element).text().includes(label));
      const action = button.closest('form').attr('action');
      if (action === undefined) throw new Error(`The page has no button “${label}”`);
      return send(page, action, {});
    },
    async follow(page, label) {
      const $ = load(page.html);
      const href = $('a[href]')
        .filter((_, element) => $(element).text().includes(label))
        .attr('href');
      if (href === undefined) throw new Error(`The page has no link “${label}”`);
      return walk({ method: 'GET', url: new URL(href, page.url) });
    },
  };
}

const PARAGRAPH_END = '\u2029';

/** What a person reads of a page, a line a paragraph. */
export function readPage({ html }: BrowsedPage): string {
  const $ = load(html);
  $('details, [hidden], [aria-hidden="true"]').remove();
  $('button, a.action').each((_, action) => void $(action).text(`[ ${$(action).text()} ]`));
  $('input').replaceWith(`[ ____ ____ ____ ____ ]${PARAGRAPH_END}`);
  $('p, h1, h2, li, label, div, form').append(PARAGRAPH_END);
  const lines = $('main').text().split(PARAGRAPH_END);
  return lines.flatMap((line) => line.replace(/\s+/g, ' ').trim() || []).join('\n');
}
