/* How shops are asked, whatever they run on. */
export { oauthHeader, oauthParameters, type OAuthKeys } from './oauth1';
export { Pace } from './pace';
export { readJsonAnswer } from './read-json-answer';
export { ShopHttp, type ShopAnswer, type ShopHttpOptions, type ShopRequest } from './shop-http';
