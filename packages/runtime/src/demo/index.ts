export { readDemo, seedDemo, type DemoNote } from './seed-demo';
