import http from 'node:http';

/**
 * To be loaded into the program before it starts (`--import`): when a code has been sent to Slack, an error that nobody catches holds it, as
 * carelessly as can be.
 */
const realRequest = http.request;
http.request = ((url: URL, options: http.RequestOptions) => {
  const request = realRequest(url, options);
  const realEnd = request.end.bind(request);
  request.end = (body?: unknown) => {
    const code = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(String(body ?? ''))?.[0];
    if (code !== undefined && url.pathname.includes('/actions/')) {
      request.once('response', () => {
        setImmediate(() => {
          throw Object.assign(new Error(`could not show ${code} at ${url.href}`), { code, body });
        });
      });
    }
    return realEnd(body);
  };
  return request;
}) as typeof http.request;
