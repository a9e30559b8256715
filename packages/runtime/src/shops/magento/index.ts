export { keysOf } from './keys-of';
export { MagentoSource } from './magento-source';
