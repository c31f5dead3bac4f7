/** The part of fuse.js that the page uses. */
export interface Options {
  keys: { name: string; weight: number }[];
  ignoreLocation: boolean;
  ignoreDiacritics: boolean;
  useTokenSearch: boolean;
  tokenMatch: "all" | "any";
  threshold: number;
  tokenize: (text: string) => string[];
}

export default class Fuse<T> {
  constructor(docs: T[], options: Options);
  /** The best first. */
  search(words: string): { item: T }[];
}
