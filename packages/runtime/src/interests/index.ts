/*
 * Who would like to hear of a product: contacts who looked at it, favour it, left it in a cart or bought it. What happens
 * to the product is told to them one after the other, at a pace that the trigger sets.
 */
export { FanOuts } from './fan-outs';
export { InterestFills } from './interest-fills';
export { Interests } from './interests';
