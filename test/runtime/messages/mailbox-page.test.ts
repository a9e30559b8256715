import type { entities } from '../../../packages/runtime/src/db';
import { mailboxPage } from '../../../packages/runtime/src/messages';

const message: entities.Message = {
  id: '6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10',
  ...{ workspace: 1, execution: 1, workflow: 'welcome', node: 'Send Email', visit: 0, item: 0, contact: 1 },
  ...{ channel: 'email', purpose: 'promotional', sender: 'Lenses <hello@shop.example>', senderId: null, replyTo: null },
  ...{ recipient: 'anna@example.com', locale: 'he', subject: 'ברוכה הבאה', text: 'שלום', draft: null },
  ...{ reasonCode: null, judgement: null, onCap: 'defer', onClosed: 'defer', deferAtMost: null },
  ...{ html: '<p onclick="x()">שלום</p>', verdict: 'send', reason: 'no rule against it', status: 'sent' },
  ...{ provider: 'mailbox', providerMessageId: 'mailbox:1', errorCode: null, error: null, attempts: 1 },
  ...{ reasonCode: null, judgement: null, onCap: 'defer', onClosed: 'defer', deferAtMost: null },
  ...{ dueAt: null, createdAt: 1_795_338_000_000, sentAt: 1_795_338_060_000 },
  ...{ reasonCode: null, judgement: null, onCap: 'defer', onClosed: 'defer', deferAtMost: null },
};

describe('the mailbox page', () => {
  test('shows each message with what became of it', () => {
    const failed = { ...message, id: 'other', status: 'failed', error: '550 no such user' } as const;
    const page = mailboxPage({ messages: [message, failed], language: 'en' });
    expect(page).toContain('anna@example.com');
    expect(page).toContain('<a href="?message=6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10&#38;lang=en">ברוכה הבאה</a>');
    expect(page).toContain('<span class="status sent">Sent</span>');
    expect(page).toContain('no rule against it');
    expect(page).toContain('550 no such user');
    expect(page).not.toContain('<iframe');
  });

  test('shows an open mail in a frame that can run nothing', () => {
    const page = mailboxPage({ messages: [message], shown: message, language: 'en' });
    expect(page).toContain('<iframe sandbox referrerpolicy="no-referrer"');
    expect(page).toContain('srcdoc="&#60;p onclick=&#34;x()&#34;&#62;שלום&#60;/p&#62;"');
    expect(page).not.toMatch(/<script/i);
  });

  test.each([
    ['en', 'ltr', 'Mailbox'],
    ['he', 'rtl', 'תיבת דואר'],
    ['ar', 'rtl', 'صندوق البريد'],
  ] as const)('speaks %s from its right side', (language, direction, title) => {
    const page = mailboxPage({ messages: [], language });
    expect(page).toContain(`<html lang="${language}" dir="${direction}">`);
    expect(page).toContain(`<h1>${title}</h1>`);
  });

  test.each([
    ['en', 'The contact has not agreed to messages of this kind.'],
    ['he', 'איש הקשר לא הסכים לקבל הודעות מסוג זה.'],
    ['ar', 'لم توافق جهة الاتصال على رسائل من هذا النوع.'],
  ] as const)('says in %s why a message did not go, and what the rule saw', (language, text) => {
    const reason = 'CONSENT_MISSING: nothing was said about promotional email';
    const skipped = { ...message, verdict: 'skip', status: 'skipped', reasonCode: 'CONSENT_MISSING', reason } as const;
    for (const page of [
      mailboxPage({ messages: [skipped], language }),
      mailboxPage({ messages: [], shown: skipped, language }),
    ]) {
      expect(page).toContain(text);
      expect(page).toContain(reason);
    }
  });

  test('says in the language of its reader that nothing is against a message', () => {
    expect(mailboxPage({ messages: [message], language: 'he' })).toContain('אין כלל שמונע את השליחה.');
  });

  test('every cell finds its own direction', () => {
    const page = mailboxPage({ messages: [message], language: 'he' });
    expect(page.match(/<td/g)).toHaveLength(5);
    expect(page.match(/<td [^>]*dir="auto"/g)).toHaveLength(5);
  });

  test('whatever a message holds stays text', () => {
    const evil = `"'><script>alert(1)</script>&`;
    const texts = { id: evil, recipient: evil, subject: evil, reason: evil, error: evil, sender: evil, text: evil };
    const hostile = { ...message, ...texts, html: evil, locale: evil };
    const page = mailboxPage({ messages: [hostile], shown: hostile, language: 'en', nextCursor: evil });
    expect(page).not.toContain('<script');
    expect(page).not.toContain(`"'>`);
    expect(page).toContain('<a href="?cursor=%22%27%3E%3Cscript%3E');
  });

  test('an empty mailbox says when something will show', () => {
    expect(mailboxPage({ messages: [], language: 'en' })).toContain('As soon as a journey writes to a contact');
  });
});
