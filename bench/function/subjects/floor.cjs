/** The floor: what the FDK costs when the function does nothing. */
const fdk = require('@fnproject/fdk');

const ANSWER = Buffer.from('{"items":[]}');

fdk.handle(() => fdk.rawResult(ANSWER), { inputMode: 'buffer' });
