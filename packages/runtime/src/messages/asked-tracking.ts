/** What an e-mail keeps beside its text: that its author wants to know what becomes of it, whatever its purpose. */
const ASKED = JSON.stringify({ track: true });

/** As it is stored with the message; null where nothing is asked. */
export const storeAskedTracking = (track: boolean | undefined): string | null => (track === true ? ASKED : null);

/** Whether the author of an e-mail wants to know what becomes of it. @param content as it is stored with the message */
export const hasAskedTracking = (content: string | null | undefined): boolean => content === ASKED;
