/** Where the page finds Fermata: below its own address, which a proxy may have put in a folder. */

/** The address of a path of the API, `/api/events` say. */
export function apiAddress(path: string): string {
  return new URL(path.slice(1), document.baseURI).href;
}
