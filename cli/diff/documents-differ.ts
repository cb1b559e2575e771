/** The documents differ, and an exit code was asked for that says so. */
export class DocumentsDiffer extends Error {
  constructor() {
    super('the documents differ');
    this.name = 'DocumentsDiffer';
  }
}
