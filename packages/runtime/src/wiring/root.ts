import path from 'node:path';

/** The root of the repository, or of the installed image: the node package and the editor are built there. */
export const ROOT = path.resolve(__dirname, '../../../..');
