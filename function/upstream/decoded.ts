import { FunctionError } from '../function-error';
import { MAX_RESPONSE_BYTES, tooLarge } from './transport';
import type { WireResponse } from './transport';

/** Undoes the compression of an answer; what would grow past the limit is refused before it has grown. */
export async function decoded(response: WireResponse): Promise<Buffer> {
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity' || response.body.length === 0) return response.body;
  if (encoding !== 'gzip') throw undecodable();
  const { gunzip } = await import('node:zlib');
  return new Promise((resolve, reject) => {
    gunzip(response.body, { maxOutputLength: MAX_RESPONSE_BYTES }, (error, body) => {
      if (!error) resolve(body);
      else reject((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : undecodable(error));
    });
  });
}

function undecodable(cause?: Error): FunctionError {
  return new FunctionError(502, 'UpstreamInvalidAnswer', "The upstream's answer cannot be decompressed.", { cause });
}
