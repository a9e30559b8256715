/**
 * The one spelling of an address that contacts are recognised by: trimmed, lower case.
 * @returns null for what cannot be an address at all
 */
export function normalizeEmail(text: string | null | undefined): string | null {
  const email = (text ?? '').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}
