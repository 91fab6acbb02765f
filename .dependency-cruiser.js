/**
 * Who may import whom. A room that is not listed here may import nothing, and nothing may import it.
 * `rooms` are folders or files of src/; `libraries` are packages and modules of Node. A room may always import itself.
 */
const web = ['express', 'http', 'net', 'zod', 'pino'];
const files = ['fs', 'path', 'os'];
const table = {
  'backupcode.js': { rooms: ['keep-compiled-code.js', 'main.ts'], libraries: [] },
  'keep-compiled-code.js': { rooms: [], libraries: ['module', 'url'] },
  'main.ts': {
    rooms: [
      'cli',
      'compose.ts',
      'compose',
      'config',
      'demo',
      'logging',
      'mail',
      'messages',
      'services',
      'slack',
      'system',
    ],
    libraries: [...files, 'timers'],
  },
  'compose.ts': {
    rooms: [
      'compose',
      'config',
      'domain',
      'http',
      'logging',
      'messages',
      'ports',
      'services',
      'slack',
      'system',
    ],
    libraries: ['timers'],
  },
  compose: {
    rooms: [
      'ciba',
      'config',
      'domain',
      'http',
      'mail',
      'messages',
      'oidc',
      'ports',
      'providers',
      'scim',
      'services',
      'slack',
      'sources',
      'storage/mongo',
      'storage/sqlite',
    ],
    libraries: web,
  },
  // Pure: no input, no output, no clock, no randomness.
  domain: { rooms: [], libraries: ['crypto', 'util', 'url', 'libphonenumber-js'] },
  ports: { rooms: ['domain'], libraries: [] },
  services: {
    rooms: ['domain', 'ports'],
    libraries: ['crypto', 'util', 'async_hooks', 'jose', 'zod', 'libphonenumber-js'],
  },
  messages: { rooms: ['domain'], libraries: ['intl-messageformat', 'async_hooks'] },
  config: { rooms: ['domain', 'messages'], libraries: [...files, 'net', 'util', 'zod'] },
  logging: { rooms: ['domain'], libraries: ['pino', '@slack/web-api'] },
  system: {
    rooms: ['domain', 'messages', 'ports', 'services'],
    libraries: ['async_hooks', 'crypto', 'dns', 'sqlite', 'nanoid'],
  },
  'storage/sqlite': {
    rooms: ['domain', 'messages', 'ports'],
    libraries: [...files, 'sqlite', 'async_hooks', 'timers', 'crypto', 'zod'],
  },
  'storage/mongo': {
    rooms: ['domain', 'messages', 'ports'],
    libraries: ['mongoose', 'async_hooks', 'crypto', 'process', 'timers', 'util', 'zod'],
  },
  slack: {
    rooms: ['domain', 'messages', 'ports', 'services'],
    libraries: [
      '@slack/bolt',
      '@slack/logger',
      '@slack/types',
      '@slack/web-api',
      'crypto',
      'express',
      'http',
      'undici',
      'zod',
    ],
  },
  // Reads vendors' directories. It never writes to a store, and nothing of it knows who is governed by whom.
  sources: { rooms: ['domain', 'ports', 'vendors'], libraries: ['zod', 'ldapts', 'crypto', 'net', 'tls'] },
  // The one HTTP client for vendors, with its guards, and how to log in at each.
  vendors: { rooms: ['domain', 'ports'], libraries: ['undici', 'zod', 'jose', 'crypto', 'dns', 'net'] },
  // Vendors' own recovery codes, for people whose sign-in can't redeem ours.
  providers: { rooms: ['domain', 'ports', 'vendors'], libraries: ['zod', 'crypto'] },
  // Asks identity providers whether people confirm on their devices; over the client for vendors, with its guards.
  ciba: { rooms: ['domain', 'ports', 'vendors'], libraries: ['crypto', 'jose', 'zod'] },
  http: { rooms: ['domain', 'messages', 'ports', 'services'], libraries: web },
  // Email: the notices, and the page behind their link.
  mail: {
    rooms: ['domain', 'messages', 'pages', 'ports', 'services'],
    libraries: ['express', 'http', 'nodemailer', 'zod'],
  },
  scim: { rooms: ['domain', 'messages', 'ports', 'services'], libraries: [...web, 'util'] },
  // What our own pages for browsers share: layout, style, escaping.
  pages: { rooms: ['domain', 'messages', 'ports'], libraries: ['express', 'fs', 'http'] },
  oidc: {
    rooms: ['domain', 'messages', 'pages', 'ports', 'services'],
    libraries: [...web, 'oidc-provider', 'jose', 'crypto', '@peculiar/asn1-schema', '@peculiar/asn1-x509'],
  },
  cli: {
    rooms: ['config', 'domain', 'logging', 'messages', 'ports', 'services'],
    libraries: [
      ...files,
      'cli-progress',
      'commander',
      'csv-parse',
      'libphonenumber-js',
      'readline',
      'stream',
    ],
  },
  // A Slack of its own: what it shared with us, it could not judge.
  sandbox: {
    rooms: [],
    libraries: [
      ...web,
      ...files,
      'crypto',
      'events',
      'gemoji',
      'react',
      'react-dom',
      'stream',
      'timers',
      'undici',
      'url',
      'vite',
      'ws',
    ],
  },
  // A login service as anybody could have: it knows us by OpenID Connect alone.
  portal: { rooms: [], libraries: [...web, 'crypto', 'events', 'openid-client'] },
  demo: {
    rooms: [
      'compose',
      'compose.ts',
      'config',
      'domain',
      'messages',
      'portal',
      'ports',
      'sandbox',
      'services',
      'system',
    ],
    libraries: [...files, 'net', 'cheerio', 'stream', 'timers', 'zod'],
  },
};

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const pathOf = (room) => `^src/${literal(room)}${/\.[jt]s$/.test(room) ? '$' : '/'}`;
const libraryPath = (name) => `^(node:)?${literal(name)}(/|$)|(^|/)node_modules/(@types/)?${literal(name)}/`;

export default {
  allowed: Object.entries(table).map(([room, { rooms, libraries }]) => ({
    from: { path: pathOf(room) },
    to: { path: [...[room, ...rooms].map(pathOf), ...libraries.map(libraryPath)] },
  })),
  allowedSeverity: 'error',
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    // It counts types as well: a room that knows another's types depends on it.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/.*\\.d\\.ts$' },
  },
};
