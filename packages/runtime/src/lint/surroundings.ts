/** What of a workspace rules look at. Of a file nothing is known of it but what the caller says. */
export interface Surroundings {
  /** Base tags of the languages that contacts read: every message should be written in each. */
  readonly languages: readonly string[];
  /** Message templates by their name, with the base tags of their languages. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
  /** Coupon pools by their name: whether each code of them that can be given ends some day. */
  readonly pools: ReadonlyMap<string, { readonly ends: boolean }>;
}

export const NO_SURROUNDINGS: Surroundings = { languages: [], templates: new Map(), pools: new Map() };
