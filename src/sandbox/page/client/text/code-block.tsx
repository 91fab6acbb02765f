import { useEffect, useState } from 'react';
import { Icon } from '../shell/icons.tsx';

const TOLD_MS = 2000;

/** Preformatted text, with a button that copies it and says so. */
export function CodeBlock({ text }: { readonly text: string }) {
  const [told, setTold] = useState('');
  useEffect(() => {
    if (told === '') return undefined;
    const timer = setTimeout(() => setTold(''), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setTold('Copied'),
      () => setTold('Select the text to copy it'),
    );
  };
  return (
    <div className="code-block">
      <pre>{text}</pre>
      <button type="button" className="copy" onClick={copy} aria-label="Copy this text">
        <Icon name={told === 'Copied' ? 'check' : 'copy'} />
        <span aria-live="polite">{told || 'Copy'}</span>
      </button>
    </div>
  );
}
