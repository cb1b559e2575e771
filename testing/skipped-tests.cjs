/** Names every test that was skipped after the last one has run: the titles say why. */
module.exports = class SkippedTests {
  onRunComplete(_contexts, { testResults }) {
    const titles = testResults
      .flatMap(({ testResults: tests }) => tests)
      .filter(({ status }) => status === 'pending')
      .map(({ fullName }) => fullName);
    if (titles.length > 0) process.stderr.write(`\nSkipped:\n${titles.map((title) => `  ${title}\n`).join('')}`);
  }
};
