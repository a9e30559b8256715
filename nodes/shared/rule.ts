import type { SalesFilter, Window } from './hub';

/** The part of the server's conditions that our nodes write. */
export type Rule = Leaf | { all: Rule[] } | { any: Rule[] } | { not: Rule };

export type Leaf = (
  | { event: string }
  | { contact: string }
  | { consent: string; purpose: string }
  | { list: string }
  | { tag: string }
  | { score: string }
  | { rfm: 'grade' }
  | { sales: SalesMeasure; where?: SalesFilter; since?: 'entry' | 'message' }
  | { message: 'opened' | 'clicked' | 'replied'; where?: Window & { id?: string; which?: 'latest' } }
) &
  Comparison;

export type SalesMeasure = 'count' | 'sum' | 'average' | 'largest' | 'latest' | 'includesFirstPurchase';

export interface Comparison {
  operator: string;
  value?: Scalar | Scalar[];
  /** Whose days a date means: the workspace's where left out. */
  zone?: 'workspace' | 'contact';
}

type Scalar = string | number | boolean;
