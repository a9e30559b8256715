export {
  ATTRIBUTE_TYPES,
  attributesOf,
  AttributeStore,
  checkValue,
  readText,
  type Attribute,
  type AttributeChanges,
  type AttributeValue,
  type NewAttribute,
} from './attributes';
export type { ContactFields } from './check-fields';
export {
  accountPrefix,
  findContact,
  findContactByAccount,
  findContactByEmail,
  type Account,
  type Contact,
} from './contact';
export type { ContactFilter } from './contact-filter';
export { attachIdentity, detachShopCustomer, identitiesOf, ownersOf } from './contact-identities';
export { contactSnapshot } from './contact-snapshot';
export { ContactStore, type ContactPage } from './contact-store';
export { eventOfMessage, type ToldMessage } from './event-of-message';
export { eraseContact } from './erase/erase-contact';
export { exportContact } from './export-contact';
export { linkVisitor, type LinkPorts } from './link-visitor';
export { ListStore, type CountedList } from './lists/list-store';
export { findList, findListCalled } from './lists/memberships';
export { checkTag, countTags } from './lists/tags';
export { canonicalLocale, explicitLanguageOf, localeOf } from './locale-of';
export type { MergeInto } from './merge/join-identities';
export { mergeContacts, type Merge, type MergePorts } from './merge/merge-contacts';
export { TABLES_OF_CONTACTS } from './merge/move-rows';
export { normalizeEmail } from './normalize-email';
export { normalizePhone } from './normalize-phone';
export type { ContactDetail } from './read-detail';
export { proveBrowser } from './prove-browser';
export { readTraits } from './read-traits';
export { resolveContact, type ContactSighting } from './resolve-contact';
export { tellConsent } from './tell-consent';
export { timeZoneOf } from './time-zone-of';
export type { ContactTraits } from './update-contact';
export type { ContactUpdate, ForeseenUpdate, NamedList } from './write/contact-update';
export { ContactWriter } from './write/contact-writer';
export type { ContactChanges } from './write/patch-contact';
export { upsertContact, type ContactRequest, type UpsertContext } from './write/upsert-contact';
export {
  ContactImports,
  contactsCsv,
  ENCODINGS,
  problemsCsv,
  SEPARATORS,
  type ExportOptions,
  type ImportPlan,
  type ImportState,
  type PreviewedLine,
  type UploadedFile,
} from './csv';
