import { type ReactNode, useId } from 'react';
import { isJson, listOf, textOf, wordsOf } from '../net/json.ts';
import type { Json } from '../net/types.ts';
import { PlainText } from '../text/rich.tsx';
import { Element } from './elements.tsx';
import { RichText } from './rich-text.tsx';
import { Picture, TextObject } from './texts.tsx';

export interface BlocksProps {
  readonly blocks: readonly Json[];
  /** Block id -> what is wrong with the field. */
  readonly errors?: Readonly<Record<string, string>>;
}

function Section({ block }: { readonly block: Json }) {
  const { text, accessory } = block;
  const fields = listOf(block.fields);
  return (
    <div className="block block-section">
      <div className="block-body">
        {isJson(text) && (
          <div className="section-text">
            <TextObject value={text} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field, index) => (
              <div key={index}>
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isJson(accessory) && (
        <div className="accessory">
          <Element
            element={accessory}
            block={block}
            label={wordsOf(text).replace(/[*_`]/g, '').slice(0, 60) || 'options'}
          />
        </div>
      )}
    </div>
  );
}

function Input({ block, error }: { readonly block: Json; readonly error: string | undefined }) {
  const id = useId();
  const { element } = block;
  if (!isJson(element)) return null;
  const label = wordsOf(block.label);
  const isGroup = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const hint = wordsOf(block.hint);
  const describedBy = [error === undefined ? '' : `${id}-error`, hint === '' ? '' : `${id}-hint`]
    .filter(Boolean)
    .join(' ');
  const words = (
    <>
      <PlainText text={label} />
      {block.optional === true && <span className="optional"> (optional)</span>}
    </>
  );
  return (
    <div className={error === undefined ? 'block block-input' : 'block block-input block-wrong'}>
      {isGroup ? (
        <div className="field-label">{words}</div>
      ) : (
        <label className="field-label" id={`${id}-label`} htmlFor={id}>
          {words}
        </label>
      )}
      <Element
        element={element}
        block={block}
        label={label}
        id={id}
        describedBy={describedBy || undefined}
        isInvalid={error !== undefined}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
      {hint !== '' && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

function Block({ block, error }: { readonly block: Json; readonly error: string | undefined }): ReactNode {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return (
        <h3 className="block block-header">
          <TextObject value={block.text} />
        </h3>
      );
    case 'divider':
      return <hr className="block-divider" />;
    case 'context':
      return (
        <div className="block block-context">
          {listOf(block.elements).map((element, index) =>
            element.type === 'image' ? (
              <Picture key={index} value={element} className="picture-context" />
            ) : (
              <div key={index}>
                <TextObject value={element} />
              </div>
            ),
          )}
        </div>
      );
    case 'actions':
      return (
        <div className="block block-actions">
          {listOf(block.elements).map((element) => (
            <Element
              key={textOf(element.action_id)}
              element={element}
              block={block}
              label={wordsOf(element.placeholder) || wordsOf(element.text) || 'options'}
            />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure className="block block-image">
          {isJson(block.title) && (
            <figcaption>
              <TextObject value={block.title} />
            </figcaption>
          )}
          <Picture value={block} className="picture" />
        </figure>
      );
    case 'input':
      return <Input block={block} error={error} />;
    case 'rich_text':
      return (
        <div className="block">
          <RichText block={block} />
        </div>
      );
    default:
      return (
        <div className="block">
          <em>({textOf(block.type)} is not shown here)</em>
        </div>
      );
  }
}

export function Blocks({ blocks, errors = {} }: BlocksProps) {
  return (
    <div className="blocks">
      {blocks.map((block) => {
        const id = textOf(block.block_id);
        return <Block key={id} block={block} error={errors[id]} />;
      })}
    </div>
  );
}
