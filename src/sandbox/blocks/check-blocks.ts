import { BLOCK_TYPES, type BlockType, LIMITS } from '../coverage.ts';
import { isObject, isText, type JsonObject } from '../json.ts';
import { checkOptionalPlainText, checkTextObject } from './check-composition.ts';
import { checkElement, checkPicture } from './check-elements.ts';
import { Problems } from './problems.ts';

type BlockCheck = (problems: Problems, block: JsonObject, pointer: string) => void;

const CHECKS: Record<BlockType, BlockCheck> = {
  section: checkSection,
  header: (problems, block, pointer) =>
    checkTextObject(problems, block.text, `${pointer}/text`, LIMITS.headerText, 'plain'),
  divider: () => undefined,
  context: checkContext,
  actions: checkActions,
  image: (problems, block, pointer) => {
    checkPicture(problems, block, pointer);
    checkOptionalPlainText(problems, block.title, `${pointer}/title`, LIMITS.altText);
  },
  input: (problems, block, pointer) => {
    checkTextObject(problems, block.label, `${pointer}/label`, LIMITS.inputLabel, 'plain');
    checkOptionalPlainText(problems, block.hint, `${pointer}/hint`, LIMITS.inputLabel);
    checkElement(problems, block.element, `${pointer}/element`, 'input');
  },
  rich_text: (problems, block, pointer) => {
    problems.list(block.elements, `${pointer}/elements`, 1, LIMITS.viewBlocks);
  },
};

function checkSection(problems: Problems, block: JsonObject, pointer: string): void {
  if (block.text === undefined && block.fields === undefined) {
    problems.add(pointer, 'must define either `text` or `fields`');
  }
  if (block.text !== undefined) {
    checkTextObject(problems, block.text, `${pointer}/text`, LIMITS.sectionText, 'any');
  }
  if (block.fields !== undefined) {
    problems.list(block.fields, `${pointer}/fields`, 1, LIMITS.sectionFields).forEach((field, index) => {
      checkTextObject(problems, field, `${pointer}/fields/${index}`, LIMITS.fieldText, 'any');
    });
  }
  if (block.accessory !== undefined) {
    checkElement(problems, block.accessory, `${pointer}/accessory`, 'section');
  }
}

function checkContext(problems: Problems, block: JsonObject, pointer: string): void {
  const elements = problems.list(block.elements, `${pointer}/elements`, 1, LIMITS.contextElements);
  elements.forEach((element, index) => {
    const at = `${pointer}/elements/${index}`;
    if (isObject(element) && element.type === 'image') checkElement(problems, element, at, 'context');
    else checkTextObject(problems, element, at, LIMITS.sectionText, 'any');
  });
}

function checkActions(problems: Problems, block: JsonObject, pointer: string): void {
  const seen = new Set<string>();
  const elements = problems.list(block.elements, `${pointer}/elements`, 1, LIMITS.actionsElements);
  elements.forEach((element, index) => {
    const at = `${pointer}/elements/${index}`;
    const actionId = checkElement(problems, element, at, 'actions');
    if (actionId === undefined) return;
    if (seen.has(actionId)) problems.add(`${at}/action_id`, `\`action_id\` already exists for ${actionId}`);
    seen.add(actionId);
  });
}

function isBlockType(type: unknown): type is BlockType {
  return BLOCK_TYPES.some((known) => known === type);
}

/** Checks a layout against Block Kit's documented rules; an empty list means that Slack would take it. */
export function checkBlocks(blocks: unknown, max: number, pointer = '/blocks'): readonly string[] {
  const problems = new Problems();
  const seen = new Set<string>();
  problems.list(blocks, pointer, 0, max).forEach((block, index) => {
    const at = `${pointer}/${index}`;
    if (!isObject(block) || !isBlockType(block.type)) {
      problems.add(`${at}/type`, `unsupported type: ${isObject(block) ? String(block.type) : typeof block}`);
      return;
    }
    problems.text(block.block_id, `${at}/block_id`, LIMITS.idLength);
    if (isText(block.block_id) && seen.has(block.block_id)) {
      problems.add(`${at}/block_id`, `\`block_id\` already exists for ${block.block_id}`);
    }
    if (isText(block.block_id)) seen.add(block.block_id);
    CHECKS[block.type](problems, block, at);
  });
  return problems.found;
}
