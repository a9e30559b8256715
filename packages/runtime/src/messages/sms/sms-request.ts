import type { EventPayload } from '../../events';
import type { Segments } from './count-segments';

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export interface LocalizedText {
  /** BCP 47 tag: en, he, ar, … The first text is what other languages fall back to. */
  language: string;
  /** Handlebars. */
  text: string;
}

/** What a Send SMS node asks for, with the contact resolved and the event that the execution is about. */
export interface SmsRequest {
  readonly workspace: number;
  /** Null where nobody is known by the number in `to`. */
  readonly contact: number | null;
  readonly contents: readonly LocalizedText[];
  readonly purpose: 'promotional' | 'transactional';
  readonly data: Readonly<Record<string, unknown>>;
  readonly event?: EventPayload;
  /** The id of a sender; the default of the purpose where left out. */
  readonly sender?: string;
  /** Overrides the contact's own number. */
  readonly to?: string;
  /** Whether promotional messages end with the words that refuse more of them; yes where left out. */
  readonly optOutText?: boolean;
  /** Whether links are replaced by short ones; yes where left out. */
  readonly shortLinks?: boolean;
}

/** What a text message costs, as far as it is known before it is sent. */
export interface SmsFigures extends Segments {
  /** Major units; null where nobody has said what the sender costs. */
  readonly cost: { readonly amount: number; readonly currency: string } | null;
  /** What may go wrong, for whoever wrote it. */
  readonly warnings: readonly string[];
}

/** Equal by name and shape to nodes/shared/hub.ts. */
export interface SmsReceipt extends SmsFigures {
  readonly messageId: string;
  readonly verdict: 'send' | 'defer' | 'skip';
  readonly reason: string;
  readonly language: string;
  readonly recipient: string;
  readonly text: string;
}
