import { CodedUserError } from '../shared';

const LOCAL_PART = /^[^\s@<>()[\]\\,;:"]{1,64}$/;
const DOMAIN =
  /^(?=.{1,253}$)[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?)*$/u;
const MAX_LENGTH = 254;

/** Whether mail to an address of this form can reach anyone on the internet. It says nothing about whether it exists. */
export function isDeliverableAddress(address: string): boolean {
  const { local, domain } = split(address);
  return isAddress(address) && !/^\.|\.$|\.\./.test(local) && /\.[^.\d][^.]+$/u.test(domain);
}

/**
 * Checks a sender or reply-to, `Name <address>` or an address alone. A host without a dot (`shop@localhost`) will do.
 * @returns the text without white space around it
 * @throws ADDRESS_INVALID
 */
export function checkSender(sender: string): string {
  const text = sender.trim();
  const isOneLine = !/\p{Cc}/u.test(text);
  if (isOneLine && isAddress(addressIn(text))) return text;
  throw new CodedUserError(
    'ADDRESS_INVALID',
    `"${text}" cannot be the sender of a mail. Write it as: Shop name <shop@example.com>`,
  );
}

/** `a@b.example` of `Anna <a@b.example>`. */
export function addressIn(text: string): string {
  return (/<([^<>]*)>$/.exec(text.trim())?.[1] ?? text).trim();
}

/** Both parts of `Anna <a@b.example>` or `"Anna, Inc." <a@b.example>`; the name is empty where there is none. */
export function parseSender(text: string): { name: string; address: string } {
  const address = addressIn(text);
  if (address === text.trim()) return { name: '', address };
  const name = text.slice(0, text.lastIndexOf('<')).trim();
  return { name: name.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1'), address };
}

/** `b.example` of `Anna <a@b.example>`. */
export const domainOf = (sender: string): string => split(addressIn(sender)).domain;

function isAddress(address: string): boolean {
  const { local, domain } = split(address);
  return address.length <= MAX_LENGTH && LOCAL_PART.test(local) && DOMAIN.test(domain);
}

function split(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) };
}
