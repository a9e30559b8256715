import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers, componentOf } from '../schemas/answers';
import { DomainReportSchema } from '../schemas/sender-domain';

/** Whether mails of a domain are believed. */
export function senderDomainRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  app.get(
    '/sender-domains/:domain/check',
    {
      schema: {
        tags: ['Returns'],
        operationId: 'checkSenderDomain',
        summary: 'Ask DNS for SPF, DKIM, DMARC and MX of a domain, and what to add',
        params: Type.Object({ domain: Type.String({ maxLength: 255 }) }),
        querystring: Type.Object({
          selector: Type.Optional(
            Type.String({
              pattern: '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$',
              maxLength: 100,
              description: 'Of DKIM, as the mail service has it; that of our own key where left out.',
            }),
          ),
        }),
        response: answers(componentOf(DomainReportSchema), 'What DNS says, and what to do.'),
      },
    },
    async ({ params: { domain }, query: { selector } }) => await dependencies.checkDomain(domain, selector),
  );
}
