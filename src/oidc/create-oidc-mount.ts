import type { RequestHandler } from 'express';
import { findAddressProblem } from '../domain/clients/oidc-client.ts';
import { speakToBrowser } from '../pages/speak-to-browser.ts';
import { createOidcEdge, type OidcEdgeDeps } from './create-oidc-edge.ts';
import { OIDC_PATH } from './oidc-path.ts';
import { sendError } from './sign-in-routes.ts';

export interface OidcMountDeps extends Omit<OidcEdgeDeps, 'publicUrl'> {
  /** Asked at the first request, as a free port is known only then. */
  readonly publicUrl: () => string;
}

/** The OpenID provider with its pages, built at the first request: those who do not use it pay nothing for it. */
export function createOidcMount(deps: OidcMountDeps): { path: string; handler: RequestHandler } {
  let built: Promise<RequestHandler> | null = null;

  function build(): Promise<RequestHandler> {
    const publicUrl = deps.publicUrl();
    const problem = findAddressProblem(publicUrl);
    const building =
      problem === null
        ? createOidcEdge({ ...deps, publicUrl })
        : Promise.reject(new Error(`OpenID Connect needs a valid PUBLIC_URL: ${problem}`));
    return building.catch((error: unknown) => {
      // A failure is not kept: the store may have been away.
      built = null;
      throw error;
    });
  }

  const provide: RequestHandler = async (request, response, next) => {
    let handler: RequestHandler;
    try {
      built ??= build();
      handler = await built;
    } catch (err) {
      deps.log.error({ err }, 'The OpenID provider cannot start');
      return speakToBrowser(request, () => sendError(response, 'unavailable'));
    }
    return handler(request, response, next);
  };
  return { path: OIDC_PATH, handler: provide };
}
