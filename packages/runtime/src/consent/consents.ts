import { hash } from 'node:crypto';

import { holdContact, survivorOf, type Database, type Queries, type Transaction } from '../db';
import { CodedUserError, type Clock } from '../shared';
import type { ConsentState, ConsentStatement } from './consent';
import { readConsentSettings } from './consent-settings';
import { CONFIRMABLE_FOR, type ConfirmationClaim, type ConsentLinks } from './links';
import { nextState } from './next-state';
import { consentOf } from './read-consents';
import { recordConsent, type ConsentChanged } from './record-consent';

export interface ConsentDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly links: ConsentLinks;
  readonly changed: ConsentChanged;
  /** Puts the mail that asks for confirmation into the outbox. */
  readonly sendConfirmation: (
    tx: Transaction,
    to: { workspace: number; contact: number; url: string },
  ) => Promise<void>;
}

/** What somebody tells us that a person said. */
export type ConsentReport = Omit<ConsentStatement, 'workspace' | 'contact' | 'recordedAt' | 'at'> & {
  /** UTC epoch ms; now where left out. */
  readonly at?: number;
};

/** A statement that is not in the ledger yet, and how the consent stands once it is. */
export interface Foreseen {
  readonly statement: ConsentStatement;
  readonly state: ConsentState;
}

/** What a request says of whoever sends it: part of the evidence. */
export interface Circumstances {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** What people said about being written to: by the API, and by the links that they get. */
export class Consents {
  constructor(private readonly dependencies: ConsentDependencies) {}

  /**
   * Records what a person said. `pending` asks them by mail to confirm, unless they have agreed already.
   * @throws CONTACT_NOT_FOUND, CONTACT_HAS_NO_ADDRESS, CONSENT_INVALID, CUSTOMER_EXCEPTION_OFF
   */
  async record(workspace: number, id: number, report: ConsentReport): Promise<ConsentState> {
    const { database, clock, changed } = this.dependencies;
    return await database.write(async (tx) => {
      const now = clock.now();
      const contact = await holdContact(tx, id);
      const { email } = await readPerson(tx, workspace, contact);
      await check(tx, workspace, report, { email, now });
      const statement: ConsentStatement = { ...report, workspace, contact, at: report.at ?? now, recordedAt: now };
      await recordConsent(tx, statement, changed);
      const state = await consentOf(tx, contact, report);
      if (report.status === 'pending' && state?.status === 'pending') await this.ask(tx, statement, email ?? '');
      if (!state)
        throw new CodedUserError('CONSENT_INVALID', 'The reference belongs to a statement of another contact.');
      return state;
    });
  }

  /**
   * Checks what a person said, and tells how the consent will stand once that is kept.
   * @throws CONTACT_NOT_FOUND, CONSENT_INVALID, CUSTOMER_EXCEPTION_OFF
   */
  async foresee(workspace: number, id: number, report: ConsentReport): Promise<Foreseen> {
    const { database, clock } = this.dependencies;
    const now = clock.now();
    const contact = await survivorOf(database, id);
    const { email } = await readPerson(database, workspace, contact);
    await check(database, workspace, report, { email, now });
    const statement: ConsentStatement = { ...report, workspace, contact, at: report.at ?? now, recordedAt: now };
    const current = await consentOf(database, contact, report);
    const { channel, purpose, status, basis, at: sinceAt } = statement;
    const said: ConsentState = { channel, purpose, status, basis, sinceAt };
    return { statement, state: nextState(current, statement) ?? current ?? said };
  }

  /** Records what was foreseen. A contact that is gone since has said nothing. */
  async keepIn(tx: Transaction, statement: ConsentStatement): Promise<void> {
    const contact = await holdContact(tx, statement.contact);
    if (!(await findPerson(tx, statement.workspace, contact))) return;
    await recordConsent(tx, { ...statement, contact }, this.dependencies.changed);
  }

  /**
   * The contact opened the link in the mail that asked them, and said yes.
   * @returns the consent; undefined where the link is none of ours, too old, or about something that changed meanwhile
   */
  async confirm(token: string, circumstances: Circumstances): Promise<ConsentState | undefined> {
    const { database, clock, changed } = this.dependencies;
    return await database.write(async (tx) => {
      const now = clock.now();
      const found = await this.claimOf(tx, token);
      if (!found) return undefined;
      const { claim, contact, state } = found;
      if (state.status === 'granted') return state; // the second click on the same link
      const { workspace, channel, purpose, askedAt } = claim;
      const { ip, userAgent } = circumstances;
      const proof = { askedAt: new Date(askedAt).toISOString(), userAgent };
      const about = { workspace, contact, channel, purpose, ip, proof };
      const said = { status: 'granted', basis: 'double_opt_in', source: 'confirmation' } as const;
      return await recordConsent(tx, { ...about, ...said, at: now, recordedAt: now }, changed);
    });
  }

  /** What a link asks to confirm; undefined as in `confirm`. */
  async confirmable(token: string): Promise<{ locale: string | null; state: ConsentState } | undefined> {
    const { database } = this.dependencies;
    const found = await this.claimOf(database, token);
    return found && { locale: found.locale, state: found.state };
  }

  /**
   * Where a contact confirms that promotional mails may come to an address, as in the mail that asked them.
   * @returns undefined where that waits for no confirmation, or not any more
   */
  async confirmUrl(
    queries: Queries,
    { workspace, contact, address }: Pick<ConfirmationClaim, 'workspace' | 'contact' | 'address'>,
  ): Promise<string | undefined> {
    const { links, clock } = this.dependencies;
    const about = { channel: 'email', purpose: 'promotional' } as const;
    const state = await consentOf(queries, contact, about);
    if (state?.status !== 'pending' || clock.now() >= state.sinceAt + CONFIRMABLE_FOR.milliseconds) return undefined;
    const { email } = await readPerson(queries, workspace, contact);
    // The link proves the mailbox: it does not go to another one.
    if (email === null || email !== address) return undefined;
    return links.confirmation({ workspace, contact, ...about, address: standInFor(email), askedAt: state.sinceAt });
  }

  private async claimOf(queries: Queries, token: string) {
    const { links, clock } = this.dependencies;
    const claim = links.readConfirmation(token, clock.now());
    if (!claim) return undefined;
    const contact = await survivorOf(queries, claim.contact);
    const person = await findPerson(queries, claim.workspace, contact);
    if (!person || claim.address !== standInFor(person.email ?? '')) return undefined;
    const state = await consentOf(queries, contact, claim);
    // Who withdrew after they were asked has changed their mind.
    if (!state || (state.status === 'withdrawn' && state.sinceAt >= claim.askedAt)) return undefined;
    return { claim, contact, state, locale: person.locale };
  }

  private async ask(tx: Transaction, statement: ConsentStatement, email: string): Promise<void> {
    const { links, sendConfirmation, clock } = this.dependencies;
    const { workspace, contact, channel, purpose } = statement;
    const claim: ConfirmationClaim = {
      ...{ workspace, contact, channel, purpose },
      address: standInFor(email),
      askedAt: clock.now(),
    };
    await sendConfirmation(tx, { workspace, contact, url: links.confirmation(claim) });
  }
}

/** Links are copied and logged: the address itself does not stand in them. */
const standInFor = (address: string): string => hash('sha256', address, 'base64url').slice(0, 16);

interface Person {
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
}

/** @throws CONTACT_NOT_FOUND */
async function readPerson(queries: Queries, workspace: number, id: number): Promise<Person> {
  const person = await findPerson(queries, workspace, id);
  if (!person) throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
  return person;
}

async function findPerson(queries: Queries, workspace: number, id: number): Promise<Person | undefined> {
  return await queries.get<Person>('SELECT email, phone, locale FROM contact WHERE workspace = ? AND id = ?', [
    workspace,
    id,
  ]);
}

async function check(
  queries: Queries,
  workspace: number,
  { status, basis, channel, at }: ConsentReport,
  { email, now }: { email: string | null; now: number },
): Promise<void> {
  const wrong = (message: string) => new CodedUserError('CONSENT_INVALID', message);
  if (Number.isNaN(at)) throw wrong('at: is not an instant as ISO 8601 writes it.');
  if (at !== undefined && at > now) throw wrong('at: nobody can have said it in the future.');
  if (status === 'pending') {
    if (channel !== 'email') throw wrong('Only consent to e-mail can be confirmed by a link in a mail.');
    if (basis !== 'double_opt_in')
      throw wrong('What is pending waits for a double opt-in: let basis be double_opt_in.');
    if (email === null) {
      throw new CodedUserError('CONTACT_HAS_NO_ADDRESS', 'The contact has no e-mail address that could be asked.');
    }
  }
  if (basis !== 'customer_exception' || status === 'withdrawn') return;
  if ((await readConsentSettings(queries, workspace)).customerException) return;
  throw new CodedUserError(
    'CUSTOMER_EXCEPTION_OFF',
    'The workspace does not write to people because they are customers. Turn customerException on in the consent settings, if the law of the country allows it.',
  );
}

/** How many days a person has to answer, for texts. */
export const DAYS_TO_CONFIRM = CONFIRMABLE_FOR.milliseconds / 86_400_000;
