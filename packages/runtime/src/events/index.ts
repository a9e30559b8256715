export { EventLog, type EventPage } from './event-log';
export { matchesTrigger, triggeringTypes } from './match-trigger';
export { decodePayload, type StoredPayload } from './payload-codec';
export { problemOfField } from './searchable-facts';
export * from './stored-event';
export type { TriggerFilter } from './trigger-filter';
export { eventsOfContact, type EventsFrom } from './events-of-contact';
export { findEvent } from './find-event';
export { publisher, type Happening, type Publish } from './publish';
