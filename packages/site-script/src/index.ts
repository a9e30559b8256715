export { begin } from './begin';
