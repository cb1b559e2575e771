/** The folders of this project whose files import each other; what a copy of it needs to synthesize, build or run. */
export const SOURCE_FOLDERS: readonly string[] = [
  ...['apis', 'cli', 'constructs', 'function', 'http', 'image', 'local', 'oci-user'],
  ...['review', 'stacks', 'terminal', 'terraform'],
];
