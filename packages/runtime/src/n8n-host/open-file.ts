import type { Readable } from 'node:stream';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** The bytes of a file that an item carries, wherever n8n-core keeps them. */
export async function openFile(file: IBinaryData): Promise<Readable | Buffer> {
  const files = Container.get(BinaryDataService);
  return file.id === undefined ? await files.getAsBuffer(file) : await files.getAsStream(file.id);
}
