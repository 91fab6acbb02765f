import { isNearly } from '../../domain/near-word.ts';
import { type SubcommandName, subcommandNames, subcommands } from './index.ts';

/** @returns `null` if the word is like none that we know */
export function findMeant(word: string): SubcommandName | null {
  const isMeant = (name: SubcommandName): boolean => {
    const { word: known, synonyms }: { readonly word: string; readonly synonyms: readonly string[] } =
      subcommands[name];
    return synonyms.includes(word) || (known !== '' && isNearly(word, known));
  };
  return subcommandNames.find(isMeant) ?? null;
}
