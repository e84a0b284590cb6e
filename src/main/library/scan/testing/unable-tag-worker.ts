/** A thread that ends before it is ready to read tags. */
throw new Error('Something that it needs is missing.');
