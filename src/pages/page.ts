/** The path of stylesheets and script, below the provider's mount. */
export const PAGE_ASSETS_PATH = '/oidc/assets';

/** An answer for a browser, ready to be sent. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/** Whose page it is. */
export interface Branding {
  readonly organizationName: string;
  /** `#rrggbb` from the policy, or `null` for ours; contrast is corrected. */
  readonly accentColor: string | null;
}

/**
 * Not `no-referrer`: under that a browser sends `Origin: null` with our own form, and it could not be told from a
 * foreign one. No `Cross-Origin-Opener-Policy`: clients open sign-in pages in pop-ups, and it would cut them
 * off.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};
