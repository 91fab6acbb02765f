import { demoPage } from '../../../src/demo/demo-page.ts';
import { createInspectState } from '../../../src/demo/inspect-state.ts';
import { computeCheckSymbol, formatCode } from '../../../src/domain/codes/code-format.ts';
import type { ServedPage } from '../../../src/sandbox/sandbox.ts';
import { startWorld, type World, type WorldOptions } from '../../support/start-world.ts';

/** The first code that was drawn, as people are shown it: with its check symbol. */
export function shownCode({ codes: [drawn = ''] }: World): string {
  return formatCode(drawn + computeCheckSymbol(drawn));
}

export interface PageWorld extends World {
  readonly page: ServedPage;
}

/** The real program, the sandbox and its page, as the demo puts them together. */
export async function startPage(options: WorldOptions = {}): Promise<PageWorld> {
  const world = await startWorld(options);
  const page = await world.sandbox.servePage({
    ...demoPage,
    inspectState: createInspectState(world, world.organization.id),
  });
  return { ...world, page };
}
