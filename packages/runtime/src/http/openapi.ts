import swagger from '@fastify/swagger';
import type { TSchema } from '@sinclair/typebox';
import type { FastifySchema } from 'fastify';

import type { ApiApp } from './api-app';
import { componentOf } from './schemas/answers';
import { AttributeSchema } from './schemas/attribute';
import {
  CalendarCitySchema,
  CalendarPresetSchema,
  CalendarPreviewSchema,
  CalendarSchema,
  CalendarSettingsSchema,
} from './schemas/calendar';
import {
  OnsiteReceiptSchema,
  OnsiteRequestSchema,
  PushReceiptSchema,
  PushRequestSchema,
} from './schemas/browser-message';
import { BrandInputSchema, BrandSchema } from './schemas/brand';
import { BundleExportSchema, BundleImportedSchema, BundleImportSchema, BundleSchema } from './schemas/bundle';
import { ConsentEntrySchema, ConsentSchema, ConsentSettingsSchema } from './schemas/consent';
import { ContactImportSchema } from './schemas/contact-import';
import { ContactDetailSchema, ContactSchema } from './schemas/contact';
import { CouponCodesSchema, CouponPoolInputSchema, CouponPoolSchema, CouponReceiptSchema } from './schemas/coupon';
import { CrowdJobSchema, CrowdSchema } from './schemas/crowd';
import { CredentialInputSchema, CredentialSchema } from './schemas/credential';
import { ErrorSchema } from './schemas/error';
import { EventSchema } from './schemas/event';
import { ExecutionSchema } from './schemas/execution';
import {
  CouponRequestSchema,
  DecisionRequestSchema,
  DecisionSchema,
  EmailRequestSchema,
  MessageReceiptSchema,
  RecommendationRequestSchema,
  RecommendedProductSchema,
  SalesDataRequestSchema,
  SalesFiguresSchema,
  ScoreReceiptSchema,
  ScoreRequestSchema,
  SmsReceiptSchema,
  SmsRequestSchema,
  VariantChoiceSchema,
  VariantRequestSchema,
} from './schemas/hub';
import {
  ConsentReceiptSchema,
  ConsentUpdateSchema,
  ContactUpdateReceiptSchema,
  ContactUpdateSchema,
} from './schemas/hub-people';
import { TemplateImportSchema, TemplateSchema } from './schemas/template';
import { SubscriptionRequestSchema, SubscriptionSchema } from './schemas/hub-subscription';
import { IntakeSchema } from './schemas/intake';
import { ContactInsightsSchema, InsightRunSchema, ProductCycleSchema } from './schemas/insight';
import { FormDraftSchema, FormSchema, FormSubmissionSchema } from './schemas/form';
import { JourneySchema, LedgerEntrySchema, SweepSchema } from './schemas/journey';
import { ListSchema } from './schemas/list';
import { MagnetSchema } from './schemas/magnet';
import { MessageSchema } from './schemas/message';
import { MessageReturnSchema } from './schemas/message-return';
import { ResultsSchema, TrackingSettingsSchema, VariantResultsSchema } from './schemas/results';
import {
  MessageTemplateInputSchema,
  MessageTemplateSchema,
  MessageTemplateVersionSchema,
  PreviewRequestSchema,
  PreviewSchema,
  TestRequestSchema,
} from './schemas/message-template';
import {
  ContactScoresSchema,
  RecountSchema,
  RecomputeRequestSchema,
  ScoreChangeSchema,
  ScoreDraftSchema,
  ScoreEntrySchema,
  ScoreRuleDraftSchema,
  ScoreRuleSchema,
  ScoreSchema,
  ScoreThresholdDraftSchema,
  ScoreThresholdSchema,
} from './schemas/score';
import { ReturnFeedSchema } from './schemas/return-feed';
import { DomainReportSchema } from './schemas/sender-domain';
import { SendingRulesSchema } from './schemas/sending-rules';
import {
  MembershipSchema,
  ReadyMadeRequestSchema,
  ReadyMadeSegmentSchema,
  SegmentDraftSchema,
  SegmentMemberSchema,
  SegmentPreviewRequestSchema,
  SegmentPreviewSchema,
  SegmentSchema,
} from './schemas/segment';
import {
  DisconnectedShopSchema,
  PartingSchema,
  ImportSchema,
  ShopChangesSchema,
  ShopDetailsSchema,
  ShopInputSchema,
  ShopSchema,
  ShopTestSchema,
} from './schemas/shop';
import { SenderChangesSchema, SenderInputSchema, SenderSchema } from './schemas/sender';
import { SmsPreviewRequestSchema, SmsPreviewSchema } from './schemas/sms';
import { ScenarioSchema, SimulationSchema, WorkflowTestSchema } from './schemas/simulation';
import { SiteSchema, SiteWithSecretSchema } from './schemas/site';
import { TemplateFaultSchema, WhatsappReceiptSchema, WhatsappRequestSchema } from './schemas/whatsapp';
import { FindingSchema, WorkflowInputSchema, WorkflowSchema } from './schemas/workflow';

const COMPONENTS: readonly TSchema[] = [
  BrandInputSchema,
  BrandSchema,
  CouponCodesSchema,
  CouponPoolInputSchema,
  CouponPoolSchema,
  CouponReceiptSchema,
  CouponRequestSchema,
  MessageTemplateInputSchema,
  MessageTemplateSchema,
  MessageTemplateVersionSchema,
  PreviewRequestSchema,
  PreviewSchema,
  TestRequestSchema,
  ContactScoresSchema,
  RecountSchema,
  RecomputeRequestSchema,
  ScoreChangeSchema,
  ScoreDraftSchema,
  ScoreEntrySchema,
  ScoreRuleDraftSchema,
  ScoreRuleSchema,
  ScoreSchema,
  ScoreThresholdDraftSchema,
  ScoreThresholdSchema,
  ContactInsightsSchema,
  InsightRunSchema,
  ResultsSchema,
  VariantResultsSchema,
  TrackingSettingsSchema,
  ProductCycleSchema,
  RecommendationRequestSchema,
  RecommendedProductSchema,
  ScoreReceiptSchema,
  ScoreRequestSchema,
  ConsentReceiptSchema,
  ConsentUpdateSchema,
  ContactUpdateReceiptSchema,
  ContactUpdateSchema,
  TemplateImportSchema,
  TemplateSchema,
  BundleExportSchema,
  BundleImportedSchema,
  BundleImportSchema,
  BundleSchema,
  WorkflowTestSchema,
  ErrorSchema,
  MessageReturnSchema,
  ReturnFeedSchema,
  DomainReportSchema,
  WorkflowInputSchema,
  FindingSchema,
  WorkflowSchema,
  ScenarioSchema,
  SimulationSchema,
  CrowdSchema,
  CrowdJobSchema,
  IntakeSchema,
  JourneySchema,
  SweepSchema,
  ExecutionSchema,
  LedgerEntrySchema,
  CredentialInputSchema,
  CredentialSchema,
  ContactSchema,
  ContactDetailSchema,
  ContactImportSchema,
  AttributeSchema,
  ListSchema,
  ConsentSchema,
  ConsentEntrySchema,
  ConsentSettingsSchema,
  CalendarCitySchema,
  CalendarPresetSchema,
  CalendarPreviewSchema,
  CalendarSchema,
  CalendarSettingsSchema,
  FormDraftSchema,
  FormSchema,
  FormSubmissionSchema,
  MagnetSchema,
  EventSchema,
  MessageSchema,
  SendingRulesSchema,
  ShopInputSchema,
  ShopChangesSchema,
  ShopSchema,
  ShopDetailsSchema,
  DisconnectedShopSchema,
  PartingSchema,
  ImportSchema,
  ShopTestSchema,
  SiteSchema,
  SiteWithSecretSchema,
  SegmentDraftSchema,
  SegmentSchema,
  SegmentMemberSchema,
  SegmentPreviewRequestSchema,
  SegmentPreviewSchema,
  ReadyMadeRequestSchema,
  ReadyMadeSegmentSchema,
  MembershipSchema,
  SalesDataRequestSchema,
  SalesFiguresSchema,
  DecisionRequestSchema,
  DecisionSchema,
  VariantRequestSchema,
  VariantChoiceSchema,
  EmailRequestSchema,
  MessageReceiptSchema,
  SmsRequestSchema,
  SmsReceiptSchema,
  OnsiteReceiptSchema,
  OnsiteRequestSchema,
  PushReceiptSchema,
  PushRequestSchema,
  WhatsappRequestSchema,
  WhatsappReceiptSchema,
  TemplateFaultSchema,
  SenderInputSchema,
  SenderChangesSchema,
  SenderSchema,
  SmsPreviewRequestSchema,
  SmsPreviewSchema,
  SubscriptionRequestSchema,
  SubscriptionSchema,
];

const TAGS = [
  { name: 'Templates', description: 'Ready-made journeys, and what an agency carries from client to client.' },
  { name: 'Workflows', description: "n8n workflows: drafts and what is live. As n8n's public API." },
  { name: 'Journeys', description: 'Active workflows that contacts enter: pausing, publishing, who waits where.' },
  { name: 'Executions', description: "What ran, runs and waits. As n8n's public API." },
  { name: 'Credentials', description: "What nodes log in with. As n8n's public API." },
  { name: 'Contacts', description: 'The people that shops and sites know.' },
  { name: 'Attributes', description: 'Custom fields of contacts, with their types.' },
  { name: 'Lists', description: 'Lists and tags that contacts are put into. Joining and leaving are events.' },
  { name: 'Consent', description: 'What people said about being written to, with the evidence.' },
  {
    name: 'Calendars',
    description: 'When messages may go out: hours, Sabbath and holidays, Ramadan, days of their own.',
  },
  { name: 'Forms', description: 'Pages on which people sign up, and what they get for it.' },
  { name: 'Imports', description: 'Contacts from and to CSV files.' },
  { name: 'Segments', description: 'Lists that follow from rules: contacts join and leave them by themselves.' },
  { name: 'Scores', description: 'Points of contacts, what gives them, and who is told of thresholds.' },
  {
    name: 'Insights',
    description: 'What all orders say together: grades of buyers, next purchases, what goes together.',
  },
  { name: 'Events', description: 'The log of what happened.' },
  { name: 'Dead letters', description: 'What does not go on by itself and waits for a person.' },
  { name: 'Messages', description: 'What was written to whom, and what became of it.' },
  { name: 'Returns', description: 'What came back: bounces, complaints, and who tells of them.' },
  { name: 'Results', description: 'What messages brought, and what of them is tracked.' },
  { name: 'Senders', description: 'Addresses that messages come from, with the providers that carry them.' },
  { name: 'Coupons', description: 'Codes that are given to contacts, each once.' },
  { name: 'Shops', description: 'Shop connections.' },
  { name: 'Sites', description: 'Web sites whose visitors are tracked.' },
  { name: 'Tracking', description: "What visitors do, as Segment's HTTP API takes it." },
  { name: 'Hub', description: 'What our nodes call when they run in a stock n8n.' },
  { name: 'Server', description: 'The server itself.' },
];

/**
 * Collects the routes that are added from now on into an OpenAPI 3.1 document.
 */
export function describeApi(app: ApiApp): void {
  for (const schema of COMPONENTS) app.addSchema(schema);
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Aftercart API',
        version: '1',
        description:
          "Workflows, executions and credentials as n8n's public API; contacts, events, messages and shops beside them. " +
          'Every error is `{"code", "message", "details"}`. Instants are ISO 8601 in UTC.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: { securitySchemes: { ApiKeyAuth: { type: 'apiKey', in: 'header', name: 'X-N8N-API-KEY' } } },
      security: [{ ApiKeyAuth: [] }],
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, index) => (typeof $id === 'string' ? $id : `schema-${index}`),
    },
    transform: ({ schema, url }) => ({ schema: withNamedBody(schema), url }),
  });
}

/** A body that is one of the components is named in the document, not repeated. */
function withNamedBody<Schema extends FastifySchema | undefined>(schema: Schema): Schema {
  const body = schema?.body as TSchema | undefined;
  return body?.$id === undefined ? schema : { ...schema, body: componentOf(body) };
}
