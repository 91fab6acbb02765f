import { LIMITS } from '../coverage.ts';
import { decodeJson, deepCopy, isObject, isText, type JsonObject, objectsIn } from '../json.ts';
import { refuseWithMessages, SlackError } from '../slack-error.ts';
import { newSecret } from '../world/identifiers.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkView } from './check-view.ts';

/** Slack names every block and element that came without an id, so that a click can name it. */
function nameBlocks(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((original) => {
    const block = deepCopy(original);
    if (!isText(block.block_id) || block.block_id === '') block.block_id = newSecret(4);
    for (const element of elementsOf(block)) {
      if (isText(element.type) && element.type !== 'image' && !isText(element.action_id)) {
        element.action_id = newSecret(4);
      }
    }
    return block;
  });
}

/** The interactive elements of a block. */
export function elementsOf(block: JsonObject): JsonObject[] {
  if (block.type === 'actions') return objectsIn(block.elements);
  if (block.type === 'section') return isObject(block.accessory) ? [block.accessory] : [];
  if (block.type === 'input') return isObject(block.element) ? [block.element] : [];
  return [];
}

/** Blocks that belong into modals and home tabs only. */
function findMisplaced(blocks: readonly unknown[]): string[] {
  return blocks.flatMap((block, index) =>
    isObject(block) && block.type === 'input'
      ? [`unsupported type: input in a message [json-pointer:/blocks/${index}/type]`]
      : [],
  );
}

/** A message's `blocks`, a list or its JSON text, checked and named; undefined when there are none. */
export function readMessageBlocks(value: unknown): JsonObject[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const blocks = isText(value) ? decodeJson(value) : value;
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const problems = [...checkBlocks(blocks, LIMITS.messageBlocks), ...findMisplaced(blocks)];
  if (problems.length > 0) throw refuseWithMessages('invalid_blocks', problems);
  return nameBlocks(objectsIn(blocks));
}

/** A `view` argument, an object or its JSON text, checked and with named blocks. */
export function readView(value: unknown, expected: 'modal' | 'home'): JsonObject {
  const view = isText(value) ? decodeJson(value) : value;
  if (!isObject(view)) throw refuseWithMessages('invalid_arguments', ['missing required field: view']);
  const problems = checkView(view, expected);
  if (problems.length > 0) throw refuseWithMessages('invalid_arguments', problems);
  return { ...view, blocks: nameBlocks(objectsIn(view.blocks)) };
}
