import { isConfidential, isLoopback } from '../../http/confidential';

describe('this machine', () => {
  test.each(['127.0.0.1:5000', 'localhost', '[::1]:80', '127.1.2.3'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each(['127.0.0.1.evil.test', 'localhost.test', 'registry.test', '10.0.0.1'])('is not %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('a secret', () => {
  test.each(['https://registry.test/', 'http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]:8080/'])(
    'may go to %s',
    (address) => {
      expect(isConfidential(new URL(address))).toBe(true);
    },
  );

  test.each(['http://registry.test/', 'http://127.0.0.1.evil.test/', 'ftp://127.0.0.1/', 'http://192.168.0.1/'])(
    'may not go to %s',
    (address) => {
      expect(isConfidential(new URL(address))).toBe(false);
    },
  );
});
