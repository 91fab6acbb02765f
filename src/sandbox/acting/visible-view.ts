import { deepCopy, type JsonObject, objectsIn } from '../json.ts';
import type { View, Views } from '../world/views.ts';

/** A modal or home tab as its person sees it. */
export interface VisibleView {
  readonly id: string;
  readonly content: JsonObject;
  readonly blocks: readonly JsonObject[];
  readonly privateMetadata: string;
  /** Block id -> the message under the field. */
  readonly errors: Readonly<Record<string, string>>;
  /** How many modals are stacked, this one included. */
  readonly depth: number;
}

export function showView(views: Views, view: View): VisibleView {
  const content = deepCopy(view.content);
  return {
    id: view.id,
    content,
    blocks: objectsIn(content.blocks),
    privateMetadata: String(content.private_metadata ?? ''),
    errors: { ...view.errors },
    depth: views.stackOf(view.userId).length,
  };
}
