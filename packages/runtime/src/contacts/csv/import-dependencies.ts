import type { ConsentChanged } from '../../consent';
import type { Database } from '../../db';
import type { Clock, Logger } from '../../shared';
import type { ContactWriter } from '../write/contact-writer';

export interface ImportDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly writer: ContactWriter;
  readonly changed: ConsentChanged;
  /** Where the files lie while they are needed. */
  readonly folder: string;
  /** What this process calls itself: only it has the files. */
  readonly owner: string;
}
