/** No script at all; `form-action` allows the redirect that a form's answer may be. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export interface Site {
  readonly name: string;
  /** What it stands in for. */
  readonly about: string;
}

/** @param content HTML */
export function renderPage({ name, about }: Site, title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeText(title)} · ${escapeText(name)} (demo)</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/portal.css">
</head>
<body>
<header><strong>${escapeText(name)}</strong> <span class="demo">${escapeText(about)}</span></header>
<main>
${content}
</main>
</body>
</html>
`;
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
