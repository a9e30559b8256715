import { Type } from '@sinclair/typebox';

import { CHECKS } from '../../sender-domains';
import { nullable, oneOf } from './basics';

const FINDING = Type.Object({
  check: oneOf(CHECKS),
  status: oneOf(['good', 'weak', 'wrong', 'unknown'], {
    description:
      'weak: mails arrive, and could arrive better. unknown: DNS did not answer, or there is nothing to look at.',
  }),
  name: Type.String({ description: 'Where was looked.' }),
  records: Type.Array(Type.String()),
  says: Type.Array(Type.String(), { description: 'What that means, and what to do.' }),
  add: nullable(Type.Object({ type: oneOf(['TXT', 'MX']), name: Type.String(), value: Type.String() }), {
    description: 'The record to add where the DNS of the domain is kept.',
  }),
});

export const DomainReportSchema = Type.Object(
  {
    domain: Type.String(),
    isReady: Type.Boolean({ description: 'Whether nothing is wrong or unknown.' }),
    findings: Type.Array(FINDING),
  },
  {
    $id: 'DomainReport',
    description: 'Whether mails of a domain are believed.',
    examples: [
      {
        domain: 'shop.example',
        isReady: false,
        findings: [
          {
            check: 'dmarc',
            status: 'wrong',
            name: '_dmarc.shop.example',
            records: [],
            says: ['There is no policy, which Gmail and Yahoo ask of who sends much.'],
            add: { type: 'TXT', name: '_dmarc.shop.example', value: 'v=DMARC1; p=none; rua=mailto:dmarc@shop.example' },
          },
        ],
      },
    ],
  },
);
