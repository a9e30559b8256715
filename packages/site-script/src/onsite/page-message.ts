/** When a page shows a message. */
export type Moment = 'now' | 'idle' | 'exit' | 'cardError';
export type Direction = 'ltr' | 'rtl';

/** What stands in a window before a page. */
export interface WindowContent {
  readonly kind: 'popup' | 'banner' | 'chat';
  readonly language: string;
  readonly direction: Direction;
  readonly texts: {
    readonly title?: string;
    readonly text?: string;
    readonly button?: string;
    readonly url?: string;
    readonly image?: string;
  };
}

/** A message that the page may have to show. */
export interface PageMessage extends WindowContent {
  readonly id: string;
  readonly moment: Moment;
}

/** Of the shop's brand: of buttons, and of what is written on them. `#rrggbb` each. */
export interface Colors {
  readonly primary: string;
  readonly onPrimary: string;
}
