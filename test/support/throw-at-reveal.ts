/**
 * To be loaded into the program before it starts (`--import`): when a code has been sent to Slack, an error that nobody catches holds it, as
 * carelessly as can be.
 */
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const response = await realFetch(input, init);
  const code = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(String(init?.body ?? ''))?.[0];
  if (code !== undefined && String(input).includes('/actions/')) {
    setImmediate(() => {
      throw Object.assign(new Error(`could not show ${code} at ${String(input)}`), {
        code,
        body: init?.body,
      });
    });
  }
  return response;
};
