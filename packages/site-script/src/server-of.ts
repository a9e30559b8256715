/** Where the script came from is where it sends to; a copy at another place sends to where the server says that it is. */
export function serverOf(script: Document['currentScript'], stated: string): string {
  const source = script instanceof HTMLScriptElement ? script.src : '';
  const at = source.indexOf('/site.js?');
  return at === -1 ? stated : source.slice(0, at);
}
