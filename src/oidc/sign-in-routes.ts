import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { BACKUP_CODE_ACR, BACKUP_CODE_AMR } from '../domain/clients/oidc-client.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { isOwnForm } from '../pages/is-own-form.ts';
import { createAddressLimit } from '../pages/limit-by-address.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Clock } from '../ports/clock.ts';
import type { SignInAnswer } from '../ports/sign-in/sign-in-answers.ts';
import type { OidcClient } from '../services/clients/find-oidc-client.ts';
import {
  type AnswerSignInInput,
  type AnswerSignInResult,
  type SignInQuestion,
  signInIdOf,
} from '../services/sign-in/oidc-sign-in.ts';
import { readEntraAcr } from './entra/choose-acr.ts';
import { type LimitService, ServiceLimitedError, type SourceOf } from './limit-service.ts';
import { type OpenSignIn, type OpenSignInDeps, openSignIn } from './open-sign-in.ts';
import { renderDonePage } from './page/done-page.ts';
import { type PageError, renderErrorPage } from './page/error-page.ts';
import { renderFinishedPage } from './page/finished-page.ts';
import { renderLeavePage } from './page/leave-page.ts';
import { CODE_FIELD, renderSignInPage, type SignInProblem } from './page/sign-in-page.ts';
import { codePrompts } from './provider-configuration.ts';

const FORM_BYTES_MAX = 4096;
/** Per address, which may serve a whole office: enough for everyone behind it, too few for a flood. */
const ATTEMPTS_PER_MINUTE = 300;

export interface SignInRoutesDeps extends OpenSignInDeps {
  /** as browsers know it, without a slash at the end */
  readonly origin: string;
  readonly clock: Clock;
  readonly answerSignIn: (input: AnswerSignInInput) => Promise<AnswerSignInResult>;
  readonly findAnswer: (question: SignInQuestion) => Promise<SignInAnswer | null>;
  readonly isFinished: (signInId: string) => Promise<boolean>;
  readonly limitService: LimitService;
  readonly sourceOf: SourceOf;
}

const bodySchema = z.object({ [CODE_FIELD]: z.string().max(1000) });

/** The page that asks for the code, at the address to which the library redirects the browser. */
export function createSignInRoutes(deps: SignInRoutesDeps): Router {
  const { provider, origin, clock, findAnswer, isFinished, answerSignIn } = deps;
  const router = Router();
  const countAttempt = createAddressLimit({ clock, attemptsMax: ATTEMPTS_PER_MINUTE, windowMs: 60_000 });

  router.get('/:uid', async (request, response) => {
    const signIn = await openSignIn(deps, request, response);
    if (signIn === null) return sendError(response, 'sign_in_lost');
    const answer = await findAnswer(questionOf(signIn));
    if (answer !== null) return finish(request, response, signIn, answer);
    if (await isFinished(signInIdOf(signIn.interaction.uid))) return sendFinished(response, signIn);
    if (isCancelled(signIn)) return sendError(response, 'sign_in_lost');
    return sendForm(response, signIn, null);
  });

  router.post(
    '/:uid',
    express.urlencoded({ extended: false, limit: FORM_BYTES_MAX, inflate: false, parameterLimit: 10 }),
    async (request, response) => {
      if (!isOwnForm(request.headers, origin)) return sendError(response, 'foreign_form');
      const source = deps.sourceOf(request);
      const wait = countAttempt(source);
      if (wait !== null) return sendError(response, 'too_many_requests', wait);
      const signIn = await openSignIn(deps, request, response);
      if (signIn === null) return sendError(response, 'sign_in_lost');
      const busyFor = await findServiceWait(deps, signIn.client, request);
      if (busyFor !== null) return sendError(response, 'service_busy', busyFor);
      const form = bodySchema.safeParse(request.body);
      const typedCode = new Secret(form.success ? form.data[CODE_FIELD] : '');
      const question = questionOf(signIn);
      const result = await answerSignIn({ ...question, vouchedBy: signIn.vouchedBy, typedCode, source });
      if (result.kind === 'refused') {
        const { publicCode, retryAfterSeconds } = result;
        return sendForm(response, signIn, { code: publicCode, retryAfterSeconds });
      }
      // Redirect after POST: the browser's back button must not resubmit the form.
      response.redirect(303, signIn.path);
    },
  );

  router.post('/:uid/cancel', async (request, response) => {
    if (!isOwnForm(request.headers, origin)) return sendError(response, 'foreign_form');
    const signIn = await openSignIn(deps, request, response);
    if (signIn === null) return sendError(response, 'sign_in_lost');
    // A click on "back" must not waste a code that was accepted.
    if ((await findAnswer(questionOf(signIn))) !== null) return response.redirect(303, signIn.path);
    const refusal = { error: 'access_denied', error_description: 'the person went back' };
    await provider.interactionResult(request, response, refusal);
    response.redirect(303, `${signIn.path}/cancel`);
  });

  // Changes nothing: it redirects a cancelled sign-in.
  router.get('/:uid/cancel', async (request, response) => {
    const signIn = await openSignIn(deps, request, response);
    if (signIn === null || !isCancelled(signIn)) return sendError(response, 'sign_in_lost');
    const { branding, client, interaction } = signIn;
    const serviceName = client.service.name;
    sendPage(response, renderLeavePage({ branding, serviceName, continueUrl: interaction.returnTo }));
  });

  async function finish(
    request: Request,
    response: Response,
    signIn: OpenSignIn,
    { userId, answeredAt }: SignInAnswer,
  ): Promise<void> {
    const { interaction, branding, client, enrolWithinMs } = signIn;
    const isOfEntra = client.settings.profile === 'entra';
    const login = {
      accountId: userId,
      acr: (isOfEntra ? readEntraAcr(interaction.params) : null) ?? BACKUP_CODE_ACR,
      amr: [BACKUP_CODE_AMR],
      ts: Math.floor(answeredAt / 1000),
      remember: false,
    };
    const answered = Object.fromEntries(codePrompts.map((name) => [name, {}]));
    const options = { mergeWithLastSubmission: false };
    const continueUrl = await provider.interactionResult(request, response, { login, ...answered }, options);
    // Stored again, in case a failed attempt to go on has removed it.
    provider.createContext(request, response).cookies.set(provider.cookieName('resume'), interaction.uid, {
      path: new URL(continueUrl).pathname,
      httpOnly: true,
      sameSite: 'lax',
      signed: true,
      secure: origin.startsWith('https:'),
      maxAge: Math.max(0, interaction.exp * 1000 - clock.now()),
    });
    const serviceName = client.service.name;
    const times = { answeredAt, now: clock.now(), endsAt: interaction.exp * 1000, enrolWithinMs };
    sendPage(response, renderDonePage({ branding, serviceName, continueUrl, ...times }));
  }

  return router;
}

function sendFinished(response: Response, { branding, client }: OpenSignIn): void {
  sendPage(response, renderFinishedPage({ branding, serviceName: client.service.name }));
}

function isCancelled({ interaction }: OpenSignIn): boolean {
  return interaction.result?.error !== undefined;
}

function questionOf({ client, interaction, login }: OpenSignIn): SignInQuestion {
  return { client, signInId: signInIdOf(interaction.uid), login };
}

/** Seconds until the client may ask again; `null` if it may now. */
async function findServiceWait(
  { limitService }: SignInRoutesDeps,
  client: OidcClient,
  request: Request,
): Promise<number | null> {
  try {
    await limitService(client, 'browser', request);
    return null;
  } catch (error) {
    if (error instanceof ServiceLimitedError) return error.retryAfterSeconds;
    throw error;
  }
}

function sendForm(response: Response, signIn: OpenSignIn, problem: SignInProblem | null): void {
  const { branding, client, login, path } = signIn;
  const serviceName = client.service.name;
  const facts = { branding, serviceName, login, formPath: path, cancelPath: `${path}/cancel`, problem };
  sendPage(response, renderSignInPage(facts));
}

export function sendError(response: Response, error: PageError, retryAfterSeconds?: number): void {
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  sendPage(response, renderErrorPage({ error, branding: null, requestId, ...wait }));
}
