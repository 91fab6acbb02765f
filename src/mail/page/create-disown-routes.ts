import type { IncomingMessage } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { createAddressLimit } from '../../pages/limit-by-address.ts';
import { createPageAssets } from '../../pages/page-assets.ts';
import { sendPage } from '../../pages/send-page.ts';
import { correctForPage, speakToBrowser } from '../../pages/speak-to-browser.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DisownByLink } from '../../services/codes/disown-by-link.ts';
import { CONFIRM_FIELD, renderBefore, renderDone, renderProblem, renderQuestion } from './disown-pages.ts';

const FORM_BYTES_MAX = 1024;
/** Per address, which may serve a whole office: enough for everyone behind it and for programs that scan mail. */
const LINKS_PER_MINUTE = 120;

export interface DisownRoutesDeps {
  readonly links: DisownByLink;
  readonly clock: Clock;
  /** `http:<address>` of the caller */
  readonly sourceOf: (request: IncomingMessage) => string;
  readonly log: { error(facts: object, message: string): void };
}

const bodySchema = z.object({ [CONFIRM_FIELD]: z.literal('disown') });

/** The pages behind the links of emails, to be mounted at `DISOWN_PATH`. Only the form changes anything. */
export function createDisownRoutes({ links, clock, sourceOf, log }: DisownRoutesDeps): Router {
  const router = Router();
  const count = createAddressLimit({ clock, attemptsMax: LINKS_PER_MINUTE, windowMs: 60_000 });

  const limit: RequestHandler = (request, response, next) => {
    const wait = count(sourceOf(request));
    if (wait === null) return next();
    sendPage(response, renderProblem('too_many', wait));
  };

  router.use('/assets', createPageAssets());
  router.use((request, _response, next) => speakToBrowser(request, next));
  router.get('/:token', limit, async (request, response) => {
    const shown = await links.show(String(request.params.token));
    if (shown.kind === 'unknown') return sendPage(response, renderProblem('unknown'));
    correctForPage(request, [], shown.organization.policy.language);
    sendPage(response, shown.kind === 'open' ? renderQuestion(shown) : renderBefore(shown));
  });
  router.post(
    '/:token',
    limit,
    express.urlencoded({ extended: false, limit: FORM_BYTES_MAX, inflate: false, parameterLimit: 5 }),
    async (request, response) => {
      const site = request.headers['sec-fetch-site'];
      const isForeign = site !== undefined && site !== 'same-origin';
      if (isForeign || !bodySchema.safeParse(request.body).success)
        return sendPage(response, renderProblem('foreign'));
      const result = await links.disown(String(request.params.token), sourceOf(request));
      if (result.kind === 'unknown') return sendPage(response, renderProblem('unknown'));
      correctForPage(request, [], result.organization.policy.language);
      sendPage(response, result.kind === 'used' ? renderBefore(result) : renderDone(result));
    },
  );
  router.use((_request, response) => sendPage(response, renderProblem('unknown')));
  const handleFailures: ErrorRequestHandler = (error, _request, response, _next) => {
    // A body that is no form, or a path that is no text.
    const isTheirs =
      typeof error === 'object' && error !== null && 'status' in error && Number(error.status) < 500;
    if (!isTheirs) log.error({ err: error }, 'A "This wasn’t me" link could not be served');
    sendPage(response, renderProblem(isTheirs ? 'foreign' : 'unavailable'));
  };
  return router.use(handleFailures);
}
