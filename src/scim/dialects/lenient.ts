import { type Dialect, strict } from './dialect.ts';
import { entra, entraUrns } from './entra.ts';
import { google } from './google.ts';
import { jumpcloud } from './jumpcloud.ts';
import { okta } from './okta.ts';
import { onelogin, oneloginUrns } from './onelogin.ts';

/** Every quirk at once, the default: no two contradict each other, and a client need not say what it is. */
export const lenient: Dialect = {
  ...strict,
  ...entra,
  ...okta,
  ...onelogin,
  ...jumpcloud,
  ...google,
  legacyUrns: { ...entraUrns, ...oneloginUrns },
};
