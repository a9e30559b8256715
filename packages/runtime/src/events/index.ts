export { dateKey } from './date-key';
export { EventLog, type EventPage } from './event-log';
export { audienceOf } from './audience-of';
export { matchesProduct, matchesTrigger, triggeringTypes, typesWaitedFor } from './match-trigger';
export { decodePayload, type StoredPayload } from './payload-codec';
export { problemOfField } from './searchable-facts';
export type { EventPayload } from './event-payload';
export { EVENT_TYPES, type EventType } from './event-types';
export type * from './snapshots';
export type { NewEvent, RouteEvent, StoredEvent } from './stored-event';
export {
  type DateSpec,
  type MembersSpec,
  INTEREST_KINDS,
  type FieldFilter,
  type InterestFilter,
  type InterestKind,
  type TriggerFilter,
} from './trigger-filter';
export { eventsOfContact, type EventsFrom } from './events-of-contact';
export type { TriggerDemand } from './trigger-demand';
export { findEvent } from './find-event';
export { teller, type TellEvent } from './tell';
export { publisher, type Happening, type Publish } from './publish';
