import { Agent } from 'undici';

/**
 * To be loaded into the program before it starts (`--import`): when a code has been sent to Slack, an error that nobody catches holds it, as
 * carelessly as can be.
 */
const realDispatch = Agent.prototype.dispatch;
Agent.prototype.dispatch = function dispatch(options, handler) {
  const { origin, path, body } = options;
  const code = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(String(body ?? ''))?.[0];
  if (code === undefined || !path.includes('/actions/')) return realDispatch.call(this, options, handler);
  const onResponseStart = handler.onResponseStart?.bind(handler);
  handler.onResponseStart = (...response) => {
    onResponseStart?.(...response);
    setImmediate(() => {
      throw Object.assign(new Error(`could not show ${code} at ${origin}${path}`), { code, body });
    });
  };
  return realDispatch.call(this, options, handler);
};
