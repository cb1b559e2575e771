/** A worker that answers every request with the same small page, so that what is measured is the caller. */
const http = require('node:http');
const { parentPort } = require('node:worker_threads');

const ANSWER = JSON.stringify({ items: [{ resourceType: 'AutonomousDatabase', displayName: 'ledger' }] });

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length });
    response.end(ANSWER);
  });
});

server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
