export { Callers, type BrowserCall } from './callers';
export { PageOffers, type PageMessages } from './page-offers';
export { PushCalls } from './push-calls';
