/** The API file that the bundler puts in place of this name; each bundle holds exactly one. */
declare module 'signed-api/declaration' {
  // A relative import statement is not allowed here, and one above would make this file a module.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  const api: import('../apis').Api;
  export default api;
}
