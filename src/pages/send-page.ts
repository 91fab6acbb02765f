import type { Response } from 'express';
import type { Page } from './page.ts';

/** Sends a page, replacing headers that were set before. */
export function sendPage(response: Response, { status, headers, html }: Page): void {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.send(html);
}
