/** @type {import('jest').Config} */
module.exports = {
  // A whole local cloud and its processes: seconds on a machine that has much to do.
  testTimeout: 60_000,
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/testing/skipped-tests.cjs'],
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/dist', '<rootDir>/lib'],
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // jose ships only ES modules, which jest cannot require; everything else runs as published.
  transformIgnorePatterns: ['/node_modules/(?!jose/)', '<rootDir>/provider/lib/'],
};
