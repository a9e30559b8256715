export { keysOf } from './keys-of';
export { MagentoSource } from './magento-source';
export { receiveHint, type HintDependencies } from './receive-hint';
