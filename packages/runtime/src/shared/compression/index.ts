export { compress, compressQuickly, decompress, leaveUncompressed } from './compress';
