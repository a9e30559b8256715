export { compileMjml, isMjml, type CompiledMjml } from './compile-mjml';
