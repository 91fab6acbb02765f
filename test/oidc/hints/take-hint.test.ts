import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHintTaker } from '../../../src/oidc/hints/take-hint.ts';
import { createServerUrl } from '../loopback.ts';

const taker = createHintTaker();
const app = express();
app.use(taker.handler, (request, response) => {
  const query = Object.fromEntries(new URL(request.url, 'https://login.example').searchParams);
  response.json({ query, hint: taker.takenHint(request) });
});
const server = createServer(app);
let url: string;
beforeAll(async () => {
  url = await createServerUrl(server);
});
afterAll(() => void server.close());

it('a question mark within a parameter, which needs no escape, ends nothing', async () => {
  // All that comes after it would be lost: the state in part, the nonce and the PKCE challenge.
  const asked = 'state=to?page&nonce=n&id_token_hint=h&code_challenge=c';
  const answer = await fetch(new URL(`/auth?${asked}`, url));
  expect(await answer.json()).toEqual({
    query: { state: 'to?page', nonce: 'n', code_challenge: 'c' },
    hint: 'h',
  });
});
