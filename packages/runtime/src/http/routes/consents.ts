import { Type } from '@sinclair/typebox';

import {
  changeConsentSettings,
  consentLedgerOf,
  consentsOf,
  liftSuppression,
  readConsentSettings,
} from '../../consent';
import { normalizeEmail, normalizePhone } from '../../contacts';
import { forgetSoftBounces } from '../../returns';
import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { presentConsent } from '../present-contact';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID_PARAMS, oneOf } from '../schemas/basics';
import {
  ConsentEntrySchema,
  ConsentReportSchema,
  ConsentSchema,
  ConsentSettingsChangesSchema,
  ConsentSettingsSchema,
} from '../schemas/consent';

const TAGS = ['Consent'];
const CONSENT = componentOf(ConsentSchema);
const SETTINGS = componentOf(ConsentSettingsSchema);

/** What contacts agreed to, and what counts as agreeing. */
export function consentRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { contacts, consents, database, workspace } = dependencies;

  app.get(
    '/contacts/:id/consents',
    {
      schema: {
        tags: TAGS,
        operationId: 'listConsents',
        summary: 'How the consents of a contact stand, and the ledger that says why',
        params: NUMBER_ID_PARAMS,
        response: answers(
          Type.Object({ consents: Type.Array(CONSENT), ledger: Type.Array(componentOf(ConsentEntrySchema)) }),
          'The consents, and all statements, oldest first.',
        ),
      },
    },
    async ({ params }) => {
      const { id } = await contacts.get(workspace, params.id);
      const ledger = await consentLedgerOf(database, id);
      return {
        consents: (await consentsOf(database, id)).map(presentConsent),
        ledger: ledger.map(({ workspace: _workspace, contact: _contact, at, recordedAt, ...entry }) => ({
          ...entry,
          at: toIso(at),
          recordedAt: toIso(recordedAt),
        })),
      };
    },
  );

  app.post(
    '/contacts/:id/consents',
    {
      schema: {
        tags: TAGS,
        operationId: 'recordConsent',
        summary: 'Record what a contact said about being written to',
        description:
          '`pending` asks them by mail to confirm (double opt-in). The answer is how the consent stands then, which is not what was said where a later statement counts.',
        params: NUMBER_ID_PARAMS,
        body: ConsentReportSchema,
        response: answers(CONSENT, 'How the consent stands.'),
      },
    },
    async ({ params, body }) => {
      const { purpose = 'promotional', source = 'api', status, at, ...report } = body;
      const basis = body.basis ?? (status === 'pending' ? 'double_opt_in' : 'explicit');
      const instant = at === undefined ? undefined : Date.parse(at);
      const said = { ...report, purpose, source, status, basis, at: instant };
      return presentConsent(await consents.record(workspace, params.id, said));
    },
  );

  app.get(
    '/consent-settings',
    {
      schema: {
        tags: TAGS,
        operationId: 'getConsentSettings',
        summary: 'What counts as consent',
        response: answers(SETTINGS, 'The settings.'),
      },
    },
    async () => await readConsentSettings(database, workspace),
  );

  app.patch(
    '/consent-settings',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeConsentSettings',
        summary: 'Change what counts as consent',
        body: ConsentSettingsChangesSchema,
        response: answers(SETTINGS, 'The settings.'),
      },
    },
    async ({ body }) => await changeConsentSettings(database, workspace, body),
  );

  app.post(
    '/suppressions/lift',
    {
      schema: {
        tags: TAGS,
        operationId: 'liftSuppression',
        summary: 'Let an address be written to again that was erased, came back or complained',
        description: 'For a person who comes back and asks for it. It is no consent: that is recorded by itself.',
        body: Type.Object(
          { channel: oneOf(['email', 'sms', 'whatsapp']), address: Type.String({ minLength: 3, maxLength: 320 }) },
          { additionalProperties: false },
        ),
        response: answers(Type.Object({ lifted: Type.Boolean() }), 'Whether the address was suppressed.'),
      },
    },
    async ({ body: { channel, address: given } }) => {
      const address = channel === 'email' ? normalizeEmail(given) : normalizePhone(given, null);
      if (address === null) throw new CodedUserError('CONTACT_INVALID', `"${given}" is no address of this channel.`);
      const lifted = await database.write(async (tx) => {
        await forgetSoftBounces(tx, { workspace, channel, address });
        return await liftSuppression(tx, { workspace, channel, address });
      });
      return { lifted };
    },
  );
}
