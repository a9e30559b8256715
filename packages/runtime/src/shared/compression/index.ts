export { compress, decompress, leaveUncompressed } from './compress';
