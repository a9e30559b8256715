/** Who loads the picture of a mail: a person, a person whose mail service hides them, or a machine that loads them all. */
export type OpenClass = 'human' | 'proxy' | 'machine';
/** Who follows a link: a person, or a program that looks where it leads. */
export type ClickClass = 'human' | 'bot';
export type EngagementClass = OpenClass | ClickClass;

/** What is known of a request for a picture or a link. */
export interface Fetch {
  readonly method: string;
  readonly userAgent: string | undefined;
}

/** How a message stands of which something is fetched. */
export interface Delivery {
  /** UTC epoch ms; null where it is still being sent, or nobody knows. */
  readonly sentAt: number | null;
  readonly status: string;
}
