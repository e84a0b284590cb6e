/** What a machine cannot have: why tests are skipped, as one sentence for the person who reads it. */

/** A prerequisite of some tests cannot be had on this machine. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A prerequisite as tests see it: there, or missing for a reason. */
export type Offer<Thing> = { readonly thing: Thing } | { readonly missing: string };

/**
 * Prepares a prerequisite, printing its name and how that went.
 *
 * @throws whatever `prepare` throws but {@link Unavailable}
 */
export async function offer<Thing>(
  name: string,
  prepare: () => Promise<Thing>,
): Promise<Offer<Thing>> {
  try {
    return { thing: await prepare() };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`${name}: ${error.message}`);
    return { missing: `${name}: ${error.message}` };
  }
}
