import { LIMITS } from '../coverage.ts';
import { type JsonObject, objectsIn } from '../json.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkOptionalPlainText, checkTextObject } from './check-composition.ts';
import { Problems } from './problems.ts';

/** Checks a modal or home view; an empty list means that Slack would take it. */
export function checkView(view: JsonObject, expected: 'modal' | 'home'): readonly string[] {
  const problems = new Problems();
  if (view.type !== expected) problems.add('/view/type', `must be ${expected}`);
  problems.text(view.private_metadata, '/view/private_metadata', LIMITS.privateMetadata);
  problems.text(view.callback_id, '/view/callback_id', LIMITS.idLength);
  problems.text(view.external_id, '/view/external_id', LIMITS.idLength);
  if (expected === 'modal') checkModalTitles(problems, view);
  return [...problems.found, ...checkBlocks(view.blocks, LIMITS.viewBlocks, '/view/blocks')];
}

function checkModalTitles(problems: Problems, view: JsonObject): void {
  checkTextObject(problems, view.title, '/view/title', LIMITS.viewTitle, 'plain');
  checkOptionalPlainText(problems, view.submit, '/view/submit', LIMITS.viewTitle);
  checkOptionalPlainText(problems, view.close, '/view/close', LIMITS.viewTitle);
  const hasInput = objectsIn(view.blocks).some((block) => block.type === 'input');
  if (hasInput && view.submit === undefined) {
    problems.missing('/view/submit');
  }
}
