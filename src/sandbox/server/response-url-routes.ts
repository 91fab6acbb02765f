import { type RequestHandler, Router } from 'express';
import { postResponse } from '../acting/post-response.ts';
import { isObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Platform } from '../world/platform.ts';
import type { ResponseUrlPost } from '../world/record.ts';
import { type Answer, reply, strike } from './strike.ts';

/** Dead URLs are not found; a body that Slack cannot use is the caller's mistake. */
const STATUS_OF_DEAD_URL = 404;
const STATUS_OF_BAD_BODY = 400;
const DEAD = new Set<string>(['not_found', 'used_url', 'expired_url']);

function refuse(error: string): Answer {
  const status = DEAD.has(error) ? STATUS_OF_DEAD_URL : STATUS_OF_BAD_BODY;
  return { status, headers: {}, body: { ok: false, error } };
}

function run(platform: Platform, path: string, body: unknown): Answer {
  try {
    const target = platform.responseUrls.check(path);
    if (!isObject(body)) throw new SlackError('invalid_payload');
    postResponse(platform, target, body);
    platform.responseUrls.spend(path);
    return { status: 200, headers: {}, body: 'ok' };
  } catch (error) {
    if (error instanceof SlackError) return refuse(error.code);
    throw error;
  }
}

/** `/commands/...` and `/actions/...`: no token, for whoever knows the URL may post. */
export function responseUrlRoutes(platform: Platform): Router {
  const handle: RequestHandler = async (request, response) => {
    const path = request.path;
    const owner = platform.responseUrls.findAppId(path);
    const app = platform.apps.findIndex((each) => each.id === owner);
    const fault = platform.faults.take({ method: 'response_url', app });
    const post: ResponseUrlPost = {
      path,
      body: request.body,
      at: platform.now(),
      ms: 0,
      status: 0,
      response: '',
      fault: fault?.kind,
    };
    platform.record.responseUrlPosts.push(post);
    const startedAt = performance.now();
    const { answer, isCut } = await strike(fault, () => run(platform, path, request.body), refuse);
    post.ms = Math.round(performance.now() - startedAt);
    post.status = answer.status;
    post.response = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    platform.changes.emit('change');
    reply(response, answer, isCut);
  };
  return Router().post(/^\/(commands|actions)\//, handle);
}
