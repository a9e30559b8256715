export { compress, decompress } from './compress';
