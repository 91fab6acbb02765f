import { currentReader } from '../messages/reader.ts';
import { normalizeAccent } from './accent.ts';
import { type Html, html } from './html.ts';
import { type Branding, PAGE_ASSETS_PATH, type Page, pageHeaders } from './page.ts';

export interface LayoutFacts {
  readonly branding: Branding | null;
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** The script the page carries, one of its assets. */
  readonly script?: 'sign-in.js' | 'send-back.js';
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the stylesheets are, if not with the sign-in page. */
  readonly assetsPath?: string;
  /** Where the page redirects by itself. */
  readonly goOnTo?: string;
}

/** One quiet card in the middle of the page, under the organization's name. */
export function renderLayout({
  branding,
  status,
  title,
  content,
  script,
  headers,
  goOnTo,
  assetsPath = PAGE_ASSETS_PATH,
}: LayoutFacts): Page {
  const name = branding?.organizationName ?? 'Backupcode';
  const page = html`<!doctype html>
<html lang="${currentReader().language}">
<head>
<meta charset="utf-8">
<title>${title} · ${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${assetsPath}/icon.svg">
<link rel="stylesheet" href="${assetsPath}/sign-in.css">
<link rel="stylesheet" href="${assetsPath}/${themeFile(branding)}">
${script === undefined ? null : html`<script type="module" src="${assetsPath}/${script}"></script>`}
${goOnTo === undefined ? null : html`<meta http-equiv="refresh" content="0; url=${goOnTo}">`}
</head>
<body>
<main class="card">
<p class="brand"><span class="brand-mark" aria-hidden="true">${initialOf(name)}</span><span>${name}</span></p>
${content}
</main>
</body>
</html>
`;
  return { status, headers: { ...pageHeaders, ...headers }, html: page.toString() };
}

function themeFile(branding: Branding | null): string {
  return `theme-${normalizeAccent(branding?.accentColor ?? null) ?? 'default'}.css`;
}

function initialOf(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '·').toUpperCase();
}
