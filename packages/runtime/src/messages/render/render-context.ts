import { templateTooLarge } from './template-error';
import type { Direction } from './language';
import type { HelperColors } from './shop-helpers';

/** The most characters that a rendered body or subject may have. */
export const MAX_OUTPUT = 2_000_000;
/** The most parts of a template that one rendering may visit: far more than a mail needs, a second or two of work. */
const MAX_WORK = 10_000_000;

/** What the helpers know of the mail they write in. It travels in Handlebars' private data, as `@render`. */
export class RenderContext {
  private work = 0;

  constructor(
    readonly mode: 'html' | 'text',
    readonly language: string,
    readonly formatLocale: string,
    readonly direction: Direction,
    readonly timeZone: string,
    /** How many parts the template has: what one round of a loop costs at most. */
    private readonly templateParts: number,
    /** Of the workspace's brand, where it has one. */
    readonly colors?: HelperColors,
  ) {}

  /** Counts one round of a loop, or other work that a template can repeat. @throws TEMPLATE_TOO_LARGE */
  spend(work = this.templateParts): void {
    this.work += work;
    if (this.work > MAX_WORK) throw templateTooLarge('Its loops go through too many items. Show fewer of them.');
  }
}
