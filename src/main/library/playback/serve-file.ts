/** Answers a request with a file, or with the range of its bytes that was asked for. */
import { Readable } from 'node:stream';
import { parse as parseRange } from 'range-parser';
import { FermataError, reportError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { OpenedFile } from './track-file.ts';

interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/**
 * Answers with a file, read as fast as whoever asked reads, and closes it: at the end, when the
 * request is aborted, or at once where nothing is read (RFC 9110, sections 13 and 14).
 */
export async function serveFile(
  request: Request,
  { handle, mediaType, size, fingerprint }: OpenedFile,
): Promise<Response> {
  const etag = `"${fingerprint}"`;
  const headers = { 'Accept-Ranges': 'bytes', 'Content-Type': mediaType, ETag: etag };
  const isHead = request.method === 'HEAD';
  // Only GET has ranges.
  const range = isHead ? 'all' : wantedRange(request.headers, size, etag);
  if (range === 'none') {
    await handle.close();
    return Response.json(reportError(unsatisfiable()), {
      status: 416,
      headers: { 'Accept-Ranges': 'bytes', 'Content-Range': `bytes */${size}` },
    });
  }
  const { start, end } = range === 'all' ? { start: 0, end: size - 1 } : range;
  const length = { ...headers, 'Content-Length': String(end - start + 1) };
  if (isHead) {
    await handle.close();
    return new Response(null, { headers: length });
  }
  const file = handle.createReadStream({ start, end, signal: request.signal });
  const body = Readable.toWeb(file);
  if (range === 'all') return new Response(body, { headers: length });
  return new Response(body, {
    status: 206,
    headers: { ...length, 'Content-Range': `bytes ${start}-${end}/${size}` },
  });
}

/**
 * What to answer with: everything where no range is asked for, where the header cannot be read, or
 * where several are (a server may, and media players ask for one); `none` where the file has nothing
 * of the range.
 */
function wantedRange(headers: Headers, size: number, etag: string): ByteRange | 'all' | 'none' {
  const header = headers.get('range');
  const condition = headers.get('if-range');
  if (header === null || (condition !== null && condition !== etag)) return 'all';
  const { type, code, ranges } = parseRange(size, header);
  if (type !== 'bytes' || (code & MALFORMED) !== 0) return 'all';
  const [range, ...more] = ranges;
  if (range === undefined) return 'none';
  return more.length === 0 ? range : 'all';
}

/** The bit of range-parser's code that says that a range cannot be read. */
const MALFORMED = 1;

function unsatisfiable(): FermataError {
  return new FermataError('USAGE', words('libraryErrors.beyondEnd'), {
    advice: words('libraryErrors.playFromStart'),
  });
}
