/** What an A/B split asks: equal by shape to `VariantRequest` of nodes/shared/hub.ts, which the runtime does not import. */
export interface VariantRequest {
  /** What makes two questions the same test: the node, by its id. */
  readonly test: string;
  /** Whose messages the test is about. Left out in a stock n8n, where messages belong to no workflow of ours. */
  readonly workflow?: string;
  readonly variants: readonly Variant[];
  /** The share of contacts that take no variant at all, in percent. */
  readonly holdout: number;
  /** Where given, contacts to come take the variant that converted best once the window is over. */
  readonly winner?: WinnerRule;
}

export interface Variant {
  readonly name: string;
  readonly weight: number;
}

export interface WinnerRule {
  /** Counted from the first contact of the test. */
  readonly afterHours: number;
  readonly conversion: Conversion;
}

export const CONVERSIONS = ['bought', 'clicked', 'opened'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

export interface VariantChoice {
  /** Null for a contact of the holdout. */
  readonly variant: string | null;
  /** `again`: the contact was here before. */
  readonly by: 'chance' | 'again' | 'winner' | 'holdout';
}
