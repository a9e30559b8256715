import { contactSnapshot, findContact } from '../../contacts';
import { holdContact, type Database, type Queries } from '../../db';
import type { Publish } from '../../events';
import type { Clock } from '../../shared';
import type { Form } from '../form';
import { countAtForm } from '../form-counts';
import type { FormLinks } from '../form-links';
import { findForm } from '../form-row';
import { formSnapshot } from '../form-snapshot';
import { findSubmission, type Submission } from '../submission-row';
import { contentFor } from './content-for';
import type { MagnetContent, MagnetContents } from './magnet-contents';
import { findMagnet, type Magnet } from './magnet-store';

/** What the link of somebody who confirmed leads to. */
export interface Download {
  readonly form: Form;
  readonly submission: Submission;
  readonly magnet: Magnet;
  /** In the language of the submission, or the nearest one. */
  readonly content: MagnetContent;
  /** On this server; undefined where it is an address. */
  readonly file: string | undefined;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly links: FormLinks;
  readonly contents: MagnetContents;
  readonly publish: Publish;
}

/** Hands magnets to those who may have them. */
export class Downloads {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Changes nothing: mail scanners open every link.
   * @returns undefined where the link is none of ours or too old, its contact is gone, or there is nothing to give
   */
  async find(token: string): Promise<Download | undefined> {
    return await this.findWith(this.dependencies.database, token);
  }

  /** Somebody wants it: that is an event. @returns undefined as `find` */
  async take(token: string): Promise<Download | undefined> {
    const { database, clock, publish } = this.dependencies;
    return await database.write(async (tx) => {
      const download = await this.findWith(tx, token);
      if (!download) return undefined;
      const { form, submission, magnet } = download;
      const { workspace } = form;
      const contact = await findContact(tx, workspace, await holdContact(tx, submission.contact));
      if (!contact) return undefined;
      const payload = {
        contact: contactSnapshot(contact),
        form: formSnapshot(form, submission),
        download: { id: magnet.id, name: magnet.name },
      };
      await publish(tx, { workspace, type: 'download.requested', contact: contact.id, payload });
      await countAtForm(tx, { form: form.id, workspace, now: clock.now() }, { downloads: 1 });
      return download;
    });
  }

  private async findWith(queries: Queries, token: string): Promise<Download | undefined> {
    const { links, clock, contents } = this.dependencies;
    const claim = links.readDownload(token, clock.now());
    const submission = claim && (await findSubmission(queries, claim.submission));
    if (submission?.status !== 'confirmed') return undefined;
    const form = await findForm(queries, submission.form);
    const content = form && (await contentFor(queries, claim?.magnet ?? '', { form, language: submission.language }));
    if (!form || content?.workspace !== form.workspace) return undefined;
    const file = contents.fileOf(content);
    if (content.url === null && file === undefined) return undefined;
    const magnet = await findMagnet(queries, form.workspace, content.magnet);
    return { form, submission, magnet, content, file };
  }
}
