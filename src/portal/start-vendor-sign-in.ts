import { randomUUID } from 'node:crypto';
import express, { Router } from 'express';
import { z } from 'zod';
import { serveSite } from './serve-site.ts';
import {
  renderEnrolledPage,
  renderSignedInPage,
  renderSignInPage,
  type VendorPageFacts,
} from './vendor-pages.ts';

/** A vendor at which people sign in with its own code. */
export interface VendorSite extends VendorPageFacts {
  /** In the address: `/entra`. */
  readonly id: string;
  /** False if the code doesn't let the person in. */
  signIn(login: string, code: string): boolean;
  addFactor(login: string): void;
}

export interface VendorSignIn {
  /** Of the page of a vendor. */
  urlOf(id: string): string;
  stop(): Promise<void>;
}

const form = z.object({ login: z.string().trim().toLowerCase(), code: z.string().trim() });

/** Where people use the codes that vendors made: a page for each, in place of the vendor's own sign-in. */
export async function startVendorSignIn(vendors: readonly VendorSite[], port = 0): Promise<VendorSignIn> {
  const { origin, stop } = await serveSite(() => vendorRoutes(vendors), port);
  return { urlOf: (id) => `${origin}/${id}`, stop };
}

function vendorRoutes(vendors: readonly VendorSite[]): Router {
  const router = Router();
  /** Who has signed in, by the name of their session: only they may add a factor. */
  const signedIn = new Map<string, string>();
  for (const vendor of vendors) {
    const path = `/${vendor.id}`;
    router.get(path, (_request, response) => void response.send(renderSignInPage(vendor, false)));

    router.post(
      `${path}/sign-in`,
      express.urlencoded({ extended: false, limit: '4kb' }),
      (request, response) => {
        const { data } = form.safeParse(request.body);
        if (data === undefined || !vendor.signIn(data.login, data.code)) {
          response.status(401).send(renderSignInPage(vendor, true));
          return;
        }
        const session = randomUUID();
        signedIn.set(session, data.login);
        response.send(renderSignedInPage(vendor, data.login, `${path}/factor/${session}`));
      },
    );

    router.post(`${path}/factor/:session`, (request, response) => {
      const login = signedIn.get(request.params.session);
      if (login === undefined) return response.redirect(303, path);
      signedIn.delete(request.params.session);
      vendor.addFactor(login);
      return response.send(renderEnrolledPage(vendor));
    });
  }
  return router;
}
