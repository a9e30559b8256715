export { ROOT } from './root';
export { wireContacts } from './wire-contacts';
export { wireEngine } from './wire-engine';
export { wireEvents } from './wire-events';
export { wireFoundation, type AppOptions } from './wire-foundation';
export { wireHttp } from './wire-http';
export { wireMessages } from './wire-messages';
export { wireSites } from './wire-sites';
export { wireShops } from './wire-shops';
