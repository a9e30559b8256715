export { ContactImports, type PreviewedLine, type UploadedFile } from './contact-imports';
export { contactsCsv, type ExportOptions } from './contacts-csv';
export { ENCODINGS } from './detect-encoding';
export type { ImportPlan } from './import-plan';
export type { ImportState } from './import-store';
export { problemsCsv } from './problems-csv';
export { SEPARATORS, type CsvFormat } from './read-records';
