import { readSendingRules, replaceSendingRules } from '../../messages';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers, componentOf } from '../schemas/answers';
import { SendingRulesInputSchema, SendingRulesSchema } from '../schemas/sending-rules';

const TAGS = ['Messages'];
const RULES = componentOf(SendingRulesSchema);

/** How much is sent, and how fast. */
export function sendingRuleRoutes(app: ApiApp, { database, workspace }: HttpDependencies): void {
  app.get(
    '/sending-rules',
    {
      schema: {
        tags: TAGS,
        operationId: 'getSendingRules',
        summary: 'Read frequency caps, the window of priorities, and throttles',
        response: answers(RULES, 'The rules.'),
      },
    },
    async () => await readSendingRules(database, workspace),
  );

  app.put(
    '/sending-rules',
    {
      schema: {
        tags: TAGS,
        operationId: 'replaceSendingRules',
        summary: 'Put other sending rules in their place',
        description: 'They count for every message that is judged from now on. What is left out is as usual.',
        body: SendingRulesInputSchema,
        response: answers(RULES, 'The rules.'),
      },
    },
    async ({ body }) => await replaceSendingRules(database, workspace, body),
  );
}
