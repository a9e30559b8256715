import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';

/** A mail as far as it matters here. */
export interface ReceivedMail {
  readonly subject: string;
  readonly from: string;
  readonly text: string;
  readonly date: number | undefined;
  readonly messageId: string | undefined;
  /** The values of a header, whole and in their order. */
  header(name: string): string[];
  /** The contents of its parts of a type. */
  parts(...types: string[]): string[];
}

/** Mails are short; what comes after so much is of no use for what is looked for. */
const MOST_TEXT = 64 * 1024;

export async function parseReceivedMail(raw: Buffer): Promise<ReceivedMail> {
  const mail = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  return {
    subject: mail.subject ?? '',
    from: mail.from?.value[0]?.address?.toLowerCase() ?? '',
    text: (mail.text ?? '').slice(0, MOST_TEXT),
    date: mail.date?.getTime(),
    messageId: mail.messageId,
    header: (name) => headerOf(mail, name),
    parts: (...types) =>
      mail.attachments.filter(({ contentType }) => types.includes(contentType)).map((part) => contentOf(part)),
  };
}

function headerOf({ headerLines }: ParsedMail, name: string): string[] {
  return headerLines
    .filter(({ key }) => key === name)
    .map(({ line }) => line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ').trim());
}

const contentOf = ({ content }: Attachment): string => content.subarray(0, MOST_TEXT).toString('utf8');
