import { readFileSync } from 'node:fs';
import path from 'node:path';

import { JOURNEY } from './journey';

/** A mail as shops send them: personal, in three languages, with what was bought, dressed by the brand's layout, which is MJML. */
const LANGUAGES = [
  {
    language: 'en',
    subject: 'Thank you, {{default contact.firstName "friend"}}, for order {{order.number}}',
    preheader: 'What you chose, and what to do with it',
    hello: 'Hello <bdi>{{default contact.firstName "friend"}}</bdi>,',
    thanks: 'thank you for your order of {{date order.placedAt}}: {{money order.total order.currency}} in all.',
    more: 'Visit the shop',
  },
  {
    language: 'he',
    subject: '{{default contact.firstName "שלום"}}, תודה על הזמנה {{order.number}}',
    preheader: 'מה בחרת, ומה עושים עם זה',
    hello: 'שלום <bdi>{{default contact.firstName ""}}</bdi>,',
    thanks: 'תודה על ההזמנה מיום {{date order.placedAt}}, בסך {{money order.total order.currency}}.',
    more: 'לביקור בחנות',
  },
  {
    language: 'ar',
    subject: 'شكراً لك {{default contact.firstName ""}} على الطلب {{order.number}}',
    preheader: 'ما اخترته وكيف تستفيد منه',
    hello: 'مرحباً <bdi>{{default contact.firstName ""}}</bdi>،',
    thanks: 'شكراً لك على طلبك بتاريخ {{date order.placedAt}} بقيمة {{money order.total order.currency}}.',
    more: 'زيارة المتجر',
  },
];

const bodyOf = ({ hello, thanks, more }: (typeof LANGUAGES)[number]): string =>
  `<p>${hello}</p><p>${thanks}</p>{{productList order.lines}}{{button shop.url "${more}"}}`;

/** The benchmark's journey with that mail at its end, promotional: with a link to leave, and tracked. */
export const LETTER_JOURNEY = {
  ...JOURNEY,
  nodes: JOURNEY.nodes.map((node) =>
    node.name !== 'Reminder'
      ? node
      : {
          ...node,
          parameters: {
            purpose: 'promotional',
            languages: {
              values: LANGUAGES.map((content) => ({
                language: content.language,
                subject: content.subject,
                preheader: content.preheader,
                body: bodyOf(content),
              })),
            },
            options: {},
          },
        },
  ),
};

export const BRAND = {
  name: 'Olive & Co',
  websiteUrl: 'https://shop.example',
  postalAddress: 'Herzl 1, Haifa',
  contact: '+972 4 123 4567',
  footer: { en: 'Made with care', he: 'נעשה באהבה', ar: 'صُنع بعناية' },
  layout: readFileSync(path.join(__dirname, 'letter-layout.mjml'), 'utf8'),
};
