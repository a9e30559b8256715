import type { ReceivedMail } from './received-mail';

/** Whether a program wrote a mail in the place of a person who is away, or answers everything (RFC 3834 and what came before it). */
export function isAutomatic(mail: ReceivedMail): boolean {
  const submitted = mail.header('auto-submitted')[0]?.toLowerCase() ?? 'no';
  return (
    !submitted.startsWith('no') ||
    ['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => mail.header(name).length > 0) ||
    mail.header('precedence').some((value) => /^auto[_-]reply/i.test(value))
  );
}
