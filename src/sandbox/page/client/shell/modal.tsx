import { useCallback, useState } from 'react';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceContext, type Value } from '../blocks/surface.ts';
import { enteredIn, type Use, useSurfaceState } from '../blocks/use-surface-state.ts';
import { isJson, textOf, wordsOf } from '../net/json.ts';
import type { View } from '../net/types.ts';
import { PlainText } from '../text/rich.tsx';
import { useClient } from './client-context.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';

/** Fields that must be filled and are not, with Slack's words for it. */
function findMissing(view: View, values: Readonly<Record<string, Value>>): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const block of view.blocks) {
    const { element } = block;
    if (block.type !== 'input' || block.optional === true || !isJson(element)) continue;
    const initial = Object.entries(element).find(([key]) => key.startsWith('initial_'))?.[1];
    const value = values[`${textOf(block.block_id)} ${textOf(element.action_id)}`] ?? initial;
    const isBlank =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (isBlank) missing[textOf(block.block_id)] = 'Please complete this required field.';
  }
  return missing;
}

/** The topmost modal of a person. Typed values outlive an update that keeps a block's id, as in Slack. */
export function Modal({ view }: { readonly view: View }) {
  const { act, ask, typedInViews } = useClient();
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const send = useCallback(
    (use: Use) => act(use.value === undefined ? 'click-view' : 'select-view', { ...use }),
    [act],
  );
  const { surface, values, trouble, setTrouble } = useSurfaceState('The app', view.blocks, ask, send, {
    name: view.id,
    in: typedInViews,
  });
  const title = wordsOf(view.content.title);
  const submit = wordsOf(view.content.submit);
  const close = wordsOf(view.content.close) || (submit === '' ? 'Close' : 'Cancel');
  const submitView = async () => {
    const found = findMissing(view, values);
    setMissing(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setTrouble(null);
    const { error, refused } = await act('submit-view', { values: enteredIn(view.blocks, values) });
    setBusy(false);
    if (error !== undefined) setTrouble(`We had some trouble connecting. Try again? (${error})`);
    if (refused !== undefined) setTrouble(refused);
  };
  return (
    <Dialog
      title={
        <>
          {view.depth > 1 && <span className="modal-depth">{view.depth} of a stack · </span>}
          <PlainText text={title} />
        </>
      }
      size="large"
      focusFirst=".dialog-body input, .dialog-body textarea, .dialog-body .picker, .dialog-body .button"
      onClose={() => void act('close-view', {})}
      onSubmit={() => void submitView()}
      footer={
        <>
          <button type="button" className="button" onClick={() => void act('close-view', {})}>
            {view.depth > 1 && close === 'Close' ? 'Back' : close}
          </button>
          {submit !== '' && (
            <button type="submit" className="button button-primary" aria-busy={isBusy}>
              {submit}
            </button>
          )}
        </>
      }
    >
      <SurfaceContext value={surface}>
        <Blocks blocks={view.blocks} errors={{ ...missing, ...view.errors }} />
      </SurfaceContext>
      {trouble !== null && (
        <p className="trouble" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
    </Dialog>
  );
}
