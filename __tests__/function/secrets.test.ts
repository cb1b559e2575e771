import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFunction } from '../../testing/function-process';
import type { FunctionProcess } from '../../testing/function-process';
import { testSession } from '../../testing/function-session';
import { CALLER_TOKEN } from '../../testing/secrets';
import { scratch } from '../../testing/scratch';

const session = testSession();

/** Starts a function that writes one text when it starts and answers another. */
function startWriter(written: string, answered: string): Promise<FunctionProcess> {
  const bundle = join(scratch('writer'), 'func.js');
  writeFileSync(
    bundle,
    // A link, as the FDK makes: a socket's own file is there before it can be connected to.
    `process.stderr.write(${JSON.stringify(written)});
     const link = process.env.FN_LISTENER.slice('unix:'.length);
     require('node:http')
       .createServer((_request, response) => response.end(${JSON.stringify(answered)}))
       .listen(link + '.tmp', () => require('node:fs').symlinkSync(link + '.tmp', link));`,
  );
  return startFunction({ bundle, session });
}

describe('the search for secrets in what a process says', () => {
  it.each([
    ['a token', session.token],
    ['the start of a token, as a log cuts long texts', `error: ${session.token.slice(0, 400)}`],
    ['a key', session.key],
    ['a key on one line, without its frame', session.key.replace(/-----.*-----|\n/g, '')],
    ["the caller's token", `Bearer ${CALLER_TOKEN}`],
    ['a signature', 'Signature version="1",signature="c2lnbmF0dXJl"'],
  ])('finds %s in its output and in an answer', async (_title, secret) => {
    const writer = await startWriter(`{"level":"error"}\n${secret}\n`, 'nothing');
    const answerer = await startWriter('', secret);
    await answerer.call('{}');

    await expect(writer.stop()).rejects.toThrow('A secret was written.');
    await expect(answerer.stop()).rejects.toThrow('A secret was written.');
  });

  it('lets everything else pass', async () => {
    const writer = await startWriter('{"level":"info","requestId":"01TESTCALL"}\n', '{"items":[]}');
    await writer.call('{}');

    await expect(writer.stop()).resolves.toBeUndefined();
    expect(writer.lines()).toEqual([{ level: 'info', requestId: '01TESTCALL' }]);
  });
});
