/** Something about a mail that its author may want to change. */
export interface Finding {
  readonly check:
    | 'languageMissing'
    | 'templateInvalid'
    | 'linkBroken'
    | 'placeholderUnknown'
    | 'placeholderEmpty'
    | 'tooLarge'
    | 'spamWord'
    | 'imageWithoutAlt'
    | 'unsubscribeMissing';
  /** `error`: the mail should not go out like this. */
  readonly level: 'error' | 'warning';
  /** Null where it is about no language alone. */
  readonly language: string | null;
  readonly message: string;
}
