const memory = new Map<string, string>();

/** What is remembered from page to page; from call to call where the browser lets nothing be stored. */
export function read(name: string): string | null {
  try {
    return localStorage.getItem(`aftercart_${name}`) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null; // storage is switched off
  }
}

export function write(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(`aftercart_${name}`, value);
  } catch {
    // switched off or full: the page itself still remembers
  }
}

export function forget(...names: string[]): void {
  for (const name of names) {
    memory.delete(name);
    try {
      localStorage.removeItem(`aftercart_${name}`);
    } catch {
      // nothing is stored where storage is switched off
    }
  }
}
