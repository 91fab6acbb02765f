import { escapeText, renderPage } from './render-page.ts';

export interface VendorPageFacts {
  readonly id: string;
  /** Such as `Entra ID`. */
  readonly name: string;
  /** What the vendor calls its code. */
  readonly codeName: string;
  /** Whose code it would be, filled in. */
  readonly login: string;
}

export function renderSignInPage(vendor: VendorPageFacts, isRefused: boolean): string {
  const { id, codeName, login } = vendor;
  return render(
    vendor,
    'Sign in',
    `<h1>Sign in</h1>
${isRefused ? `<p class="problem" role="alert">That ${escapeText(codeName)} doesn’t work. It may have been used, or ended.</p>` : ''}
<form method="post" action="/${id}/sign-in">
<label for="login">E-mail address</label>
<input id="login" name="login" type="email" required autocomplete="username" value="${escapeText(login)}">
<label for="code">${escapeText(codeName)}</label>
<input id="code" name="code" required autocomplete="off">
<button>Sign in</button>
</form>`,
  );
}

/** @param factorPath where a new factor is added */
export function renderSignedInPage(vendor: VendorPageFacts, login: string, factorPath: string): string {
  return render(
    vendor,
    'You are in',
    `<h1>You are in</h1>
<p>${escapeText(login)} signed in with a ${escapeText(vendor.codeName)}. It can’t be used again.</p>
<form method="post" action="${factorPath}"><button>Set up a new authenticator</button></form>`,
  );
}

export function renderEnrolledPage(vendor: VendorPageFacts): string {
  return render(
    vendor,
    'Your authenticator is set up',
    `<h1>Your authenticator is set up</h1>
<p>From now on it confirms that it is you.</p>`,
  );
}

const render = (vendor: VendorPageFacts, title: string, content: string): string =>
  renderPage(
    { name: vendor.name, about: `Demo: a stand-in for the sign-in of ${vendor.name}` },
    title,
    content,
  );
