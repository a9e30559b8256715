import type { Brand } from './brand';

const LABEL = 'פרסומת';

export interface LabelledMail {
  readonly purpose: 'promotional' | 'transactional';
  /** Of the contact: ISO 3166-1. */
  readonly country: string | null | undefined;
  /** What the mail is written in. */
  readonly language: string;
}

/** Puts the word that Israel's law asks for at the start of a subject, where the brand says so and it does not stand there yet. */
export function labelSubject(subject: string, mail: LabelledMail, brand: Brand | undefined): string {
  if (!brand || !isLabelled(mail, brand) || subject.startsWith(LABEL)) return subject;
  return `${LABEL}: ${subject}`;
}

function isLabelled({ purpose, country, language }: LabelledMail, { advertisementLabel: who }: Brand): boolean {
  if (purpose !== 'promotional' || who === 'nobody') return false;
  const isInIsrael = country?.toUpperCase() === 'IL';
  const isHebrew = language === 'he' || language.startsWith('he-');
  return (isInIsrael && who !== 'mailsInHebrew') || (isHebrew && who !== 'contactsInIsrael');
}
