import { useState } from 'react';

/** State that a reload of the page keeps. */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    const kept = sessionStorage.getItem(`sandbox-${name}`);
    return kept === null ? initial : (JSON.parse(kept) as Value);
  });
  const keep = (next: Value) => {
    sessionStorage.setItem(`sandbox-${name}`, JSON.stringify(next));
    setValue(next);
  };
  return [value, keep];
}
