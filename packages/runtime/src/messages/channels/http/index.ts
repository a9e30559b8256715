export { failureOfCode, refusalOfCode, type CodeMeanings } from './failure-of-code';
export { failureOfStatus } from './failure-of-status';
export { ProviderHttp, type ProviderAnswer, type ProviderCall } from './provider-http';
export { findJsonObject, objectIn, textIn, unreadable, type JsonObject } from './read-json-object';
