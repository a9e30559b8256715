export { Lane } from './lane';
export { Lanes } from './lanes';
