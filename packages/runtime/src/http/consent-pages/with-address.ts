import { escapeHtml } from '../../messages';

/**
 * A sentence as HTML, with the contact's address in place of `{address}`. Mails are forwarded: whoever has the link learns no
 * address that they do not know.
 */
export function withAddress(sentence: string, email: string | null): string {
  const [before = '', after = ''] = escapeHtml(sentence).split('{address}');
  return `${before}<bdi dir="ltr">${escapeHtml(masked(email))}</bdi>${after}`;
}

function masked(email: string | null): string {
  const [name = '', domain = ''] = (email ?? '').split('@');
  return domain === '' ? '•••' : `${name.slice(0, 1)}•••@${domain}`;
}
