import type { LocalizedContent } from '../messages';

const ROW = 'style="padding:4px 12px;border-bottom:1px solid #e5e7eb"';
const CARD = 'style="border-collapse:collapse;margin:12px 0"';

/** The mail by which sales take a contact over, in the language of whoever takes over. `person` is the contact. */
export const HAND_OVER_EMAIL: Readonly<Record<'en' | 'he' | 'ar', LocalizedContent>> = {
  en: {
    language: 'en',
    subject: '{{threshold.name}}: {{person.firstName}} {{person.lastName}} ({{score.value}} points)',
    body: `<p>Hello{{#if lead.owner}} {{lead.owner}}{{/if}},</p>
<p>a contact has reached <b>{{threshold.name}}</b> and is yours from here.</p>
<table ${CARD}><tr><td ${ROW}>Name</td><td ${ROW}>{{person.firstName}} {{person.lastName}}</td></tr>
<tr><td ${ROW}>E-mail</td><td ${ROW}>{{person.email}}</td></tr><tr><td ${ROW}>Phone</td><td ${ROW}>{{person.phone}}</td></tr>
<tr><td ${ROW}>Country</td><td ${ROW}>{{person.country}}</td></tr><tr><td ${ROW}>Orders</td><td ${ROW}>{{lead.orders}} ({{lead.spent}} {{lead.currency}})</td></tr>
{{#each lead.scores}}<tr><td ${ROW}>Score: {{name}}</td><td ${ROW}>{{value}}</td></tr>{{/each}}</table>
<p>What brought the points last:</p><ul>{{#each lead.reasons}}<li>{{reason}}: {{points}}</li>{{/each}}</ul>`,
  },
  he: {
    language: 'he',
    subject: '{{threshold.name}}: {{person.firstName}} {{person.lastName}} ({{score.value}} נקודות)',
    body: `<p>שלום{{#if lead.owner}} {{lead.owner}}{{/if}},</p>
<p>איש קשר הגיע אל <b>{{threshold.name}}</b>, ומכאן הטיפול עובר אליך.</p>
<table ${CARD}><tr><td ${ROW}>שם</td><td ${ROW}>{{person.firstName}} {{person.lastName}}</td></tr>
<tr><td ${ROW}>דוא״ל</td><td ${ROW}>{{person.email}}</td></tr><tr><td ${ROW}>טלפון</td><td ${ROW}><bdi>{{person.phone}}</bdi></td></tr>
<tr><td ${ROW}>מדינה</td><td ${ROW}>{{person.country}}</td></tr><tr><td ${ROW}>הזמנות</td><td ${ROW}>{{lead.orders}} ({{lead.spent}} {{lead.currency}})</td></tr>
{{#each lead.scores}}<tr><td ${ROW}>ניקוד: {{name}}</td><td ${ROW}>{{value}}</td></tr>{{/each}}</table>
<p>מה הביא את הנקודות האחרונות:</p><ul>{{#each lead.reasons}}<li>{{reason}}: {{points}}</li>{{/each}}</ul>`,
  },
  ar: {
    language: 'ar',
    subject: '{{threshold.name}}: {{person.firstName}} {{person.lastName}} ({{score.value}} نقطة)',
    body: `<p>مرحبًا{{#if lead.owner}} {{lead.owner}}{{/if}}،</p>
<p>بلغت إحدى جهات الاتصال <b>{{threshold.name}}</b>، ومن هنا تنتقل متابعتها إليكم.</p>
<table ${CARD}><tr><td ${ROW}>الاسم</td><td ${ROW}>{{person.firstName}} {{person.lastName}}</td></tr>
<tr><td ${ROW}>البريد الإلكتروني</td><td ${ROW}>{{person.email}}</td></tr><tr><td ${ROW}>الهاتف</td><td ${ROW}><bdi>{{person.phone}}</bdi></td></tr>
<tr><td ${ROW}>البلد</td><td ${ROW}>{{person.country}}</td></tr><tr><td ${ROW}>الطلبات</td><td ${ROW}>{{lead.orders}} ({{lead.spent}} {{lead.currency}})</td></tr>
{{#each lead.scores}}<tr><td ${ROW}>النقاط: {{name}}</td><td ${ROW}>{{value}}</td></tr>{{/each}}</table>
<p>آخر ما أضاف النقاط:</p><ul>{{#each lead.reasons}}<li>{{reason}}: {{points}}</li>{{/each}}</ul>`,
  },
};
