import { type Request, type RequestHandler, Router } from 'express';
import { isObject, isText, type JsonObject } from '../json.ts';
import { findCaller } from '../methods/authenticate-call.ts';
import { callMethod } from '../methods/call-method.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';
import type { ApiCall } from '../world/record.ts';
import { type Answer, reply, strike } from './strike.ts';

function readCall(request: Request): { token: string | undefined; args: JsonObject } {
  const sent: JsonObject = { ...request.query, ...(isObject(request.body) ? request.body : {}) };
  const { token: field, ...args } = sent;
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  return { token: bearer ?? (isText(field) ? field : undefined), args };
}

/** `/api/<method>`, form-encoded or JSON, the token in the header or in a field. */
export function apiRoutes(platform: Platform, issueSocketUrl: (app: InstalledApp) => string): Router {
  const handle: RequestHandler<{ method: string }> = async (request, response) => {
    const { method } = request.params;
    const { token, args } = readCall(request);
    const caller = token === undefined ? undefined : findCaller(platform, token);
    const app = caller ? platform.apps.indexOf(caller.app) : undefined;
    const fault = platform.faults.take({ method, app: app ?? -1 });
    const call: ApiCall = {
      method,
      app,
      args,
      at: platform.now(),
      ms: 0,
      status: 0,
      response: {},
      fault: fault?.kind,
    };
    platform.record.apiCalls.push(call);
    const startedAt = performance.now();
    const run = (): Answer => callMethod(platform, { method, token, args }, issueSocketUrl);
    const refuse = (error: string): Answer => ({ status: 200, headers: {}, body: { ok: false, error } });
    const { answer, isCut } = await strike(fault, run, refuse);
    call.ms = Math.round(performance.now() - startedAt);
    call.status = answer.status;
    call.response = isObject(answer.body) ? answer.body : {};
    platform.changes.emit('change');
    reply(response, answer, isCut);
  };
  return Router().post('/:method', handle).get('/:method', handle);
}
