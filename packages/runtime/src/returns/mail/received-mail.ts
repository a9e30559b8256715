import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';

/** A mail as far as it matters here. */
export interface ReceivedMail {
  readonly subject: string;
  readonly from: string;
  readonly text: string;
  readonly date: number | undefined;
  readonly messageId: string | undefined;
  /** The Message-IDs of mails that it holds, however deep. */
  readonly quotedIds: readonly string[];
  /** The values of a header, whole and in their order. */
  header(name: string): string[];
  /** The contents of its parts of a type. */
  parts(...types: string[]): string[];
}

/** Mails are short; what comes after so much is of no use for what is looked for. */
const MOST_TEXT = 64 * 1024;
const MOST_SEARCHED = 1024 * 1024;

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
    quotedIds: messageIdsIn(raw).filter((id) => id !== mail.messageId),
    header: (name) => headerOf(mail, name),
    parts: (...types) =>
      mail.attachments.filter(({ contentType }) => types.includes(contentType)).map((part) => contentOf(part)),
  };
}

/** Some servers say of the mail that they quote that it is to be shown: then it is no part by itself. */
function messageIdsIn(raw: Buffer): string[] {
  const text = raw.subarray(0, MOST_SEARCHED).toString('latin1');
  return [...text.matchAll(/^message-id:\s*(<[^>\s]{1,300}>)/gim)].flatMap(([, id]) => id ?? []);
}

function headerOf({ headerLines }: ParsedMail, name: string): string[] {
  return headerLines
    .filter(({ key }) => key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n[ \t]+/g, ' ')
        .trim(),
    );
}

const contentOf = ({ content }: Attachment): string => content.subarray(0, MOST_TEXT).toString('utf8');
