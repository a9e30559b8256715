/** What a server does in the background. Jobs start in the order in which they are listed, and stop in it, too. */
export interface Job {
  start(): void | Promise<void>;
  stop(): void | Promise<void>;
}
