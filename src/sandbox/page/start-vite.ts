import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import { createServer } from 'vite';

export const CLIENT_FOLDER = fileURLToPath(new URL('./client', import.meta.url));

const PRODUCTION = { 'process.env.NODE_ENV': '"production"' };

export interface ScriptServer {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

/**
 * Vite as middleware, for the scripts alone: no build step, nothing written beside the sources. Hot reloading is off
 * (it would need inline styles and a socket), so what is served is plain modules that a strict policy admits.
 */
export async function startVite(): Promise<ScriptServer> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'sandbox-page-'));
  const dependencies = dirname(dirname(fileURLToPath(import.meta.resolve('react/package.json'))));
  const vite = await createServer({
    configFile: false,
    envFile: false,
    root: CLIENT_FOLDER,
    cacheDir,
    mode: 'production',
    appType: 'custom',
    logLevel: 'error',
    clearScreen: false,
    publicDir: false,
    define: PRODUCTION,
    oxc: { jsx: { runtime: 'automatic', development: false, refresh: false } },
    optimizeDeps: {
      noDiscovery: true,
      include: ['react', 'react-dom/client', 'react/jsx-runtime', 'gemoji'],
      rolldownOptions: { transform: { define: PRODUCTION } },
    },
    server: {
      middlewareMode: true,
      hmr: false,
      ws: false,
      watch: null,
      cors: false,
      preTransformRequests: false,
      fs: { strict: true, allow: [CLIENT_FOLDER, cacheDir, dependencies] },
    },
  });
  return {
    handler: vite.middlewares,
    async close() {
      await vite.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
