import type { entities } from '../db';
import type { BrandStore } from '../messages';
import {
  chooseLanguage,
  linkable,
  readOnsite,
  type BrowserMessages,
  type BrowserText,
  type OnsiteKind,
  type OnsiteMoment,
  type OnsitePlace,
} from '../messages';
import type { Reactions } from '../tracking';
import type { BrowserCall, Caller, Callers } from './callers';

/** A message that a page may have to show, written for this browser. */
export interface PageMessage extends BrowserText<OnsitePlace> {
  readonly id: string;
  readonly kind: OnsiteKind;
  readonly moment: OnsiteMoment;
}

export interface PageMessages {
  readonly messages: readonly PageMessage[];
  /** Of the workspace's brand: the colour of buttons, and of what is written on them. Left out where nothing is shown. */
  readonly colors?: { readonly primary: string; readonly onPrimary: string };
}

interface Dependencies {
  readonly callers: Callers;
  readonly messages: BrowserMessages;
  readonly brands: Pick<BrandStore, 'get'>;
  readonly reactions: Pick<Reactions, 'tokenOf'>;
}

/** What pages of a site ask for, to show on-site messages to who looks at them. */
export class PageOffers {
  constructor(private readonly dependencies: Dependencies) {}

  /** What a page may have to show. @throws as Callers.of */
  async list(call: BrowserCall): Promise<PageMessages> {
    const { callers, messages, brands } = this.dependencies;
    const caller = await callers.of(call);
    if (caller.isBot) return { messages: [] };
    const waiting = await messages.waitingFor(caller);
    if (waiting.length === 0) return { messages: [] };
    const { language } = call.body;
    const reads = typeof language === 'string' ? language.slice(0, 35) : '';
    const { primary, onPrimary } = (await brands.get(caller.workspace)).brand.colors;
    const written = waiting.map((message) => pageMessage(message, caller, reads));
    // What says nothing without what is known of the contact is nothing for this browser.
    return { messages: written.filter(({ texts }) => texts.title ?? texts.text), colors: { primary, onPrimary } };
  }

  /**
   * A page is about to show a message. @returns what it says with what becomes of it; undefined where it must not be shown
   * @throws as Callers.of
   */
  async show(call: BrowserCall): Promise<{ token: string } | undefined> {
    const { callers, messages, reactions } = this.dependencies;
    const caller = await callers.of(call);
    const { message: id } = call.body;
    if (caller.isBot || typeof id !== 'string') return undefined;
    const shown = await messages.show(id, caller);
    return shown && { token: reactions.tokenOf(shown.id) };
  }
}

function pageMessage({ id, content }: entities.Message, { isProven }: Caller, reads: string): PageMessage {
  const { kind, moment, texts } = readOnsite(content);
  const language = chooseLanguage(
    texts.map(({ own }) => own.language),
    reads,
  );
  const chosen = texts.find(({ own }) => own.language === language) ?? texts[0];
  const { language: tag = 'en', direction = 'ltr', texts: said = {} } = (isProven ? chosen?.own : chosen?.open) ?? {};
  return {
    id,
    kind,
    moment,
    language: tag,
    direction,
    texts: { ...said, url: linkable(said.url), image: linkable(said.image) },
  };
}
