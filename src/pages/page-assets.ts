import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { deriveAccent, normalizeAccent } from './accent.ts';

const files = [
  ['sign-in.css', 'text/css; charset=utf-8', read(new URL('./assets/sign-in.css', import.meta.url))],
  ['sign-in.js', 'text/javascript; charset=utf-8', read(new URL('./assets/sign-in.js', import.meta.url))],
  ['send-back.js', 'text/javascript; charset=utf-8', read(new URL('./assets/send-back.js', import.meta.url))],
  ['code-rule.js', 'text/javascript; charset=utf-8', read(new URL('./assets/code-rule.js', import.meta.url))],
  ['icon.svg', 'image/svg+xml', read(new URL('./assets/icon.svg', import.meta.url))],
] as const;

/** Short: the file names never change, so a new page must not run with a cached old script. */
const CACHE = 'public, max-age=300';

/** The pages' stylesheets and script, under fixed names; served at `PAGE_ASSETS_PATH`. The rest falls through. */
export function createPageAssets(): Router {
  const router = Router();
  for (const [name, type, content] of files) {
    router.get(`/${name}`, (_request, response) => {
      response.setHeader('Cache-Control', CACHE);
      response.setHeader('Content-Type', type);
      response.send(content);
    });
  }
  return router.get('/:theme', (request, response, next) => {
    const name = /^theme-(default|[0-9a-f]{6})\.css$/.exec(request.params.theme)?.[1];
    if (name === undefined) return next();
    response.setHeader('Cache-Control', CACHE);
    response.setHeader('Content-Type', 'text/css; charset=utf-8');
    response.send(renderTheme(name));
  });
}

/** The colour is part of the file name, so no look-up and no inline style is needed. */
function renderTheme(name: string): string {
  const { light, dark } = deriveAccent(normalizeAccent(name));
  return `:root { --accent: ${light.accent}; --on-accent: ${light.onAccent}; }
@media (prefers-color-scheme: dark) {
  :root { --accent: ${dark.accent}; --on-accent: ${dark.onAccent}; }
}
`;
}

function read(file: URL): string {
  return readFileSync(file, 'utf8');
}
