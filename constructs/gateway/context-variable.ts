const KEY = /^[^\s[\]{}$%"]+$/;
const REFERENCE = /^request\.(?:(?<table>auth|headers|query|path|cert)\[(?<key>[^\]]+)\]|host)$/;
const IN_TEXT = /\$\{(request\.[^}]*)\}/g;

/** What stands after `$` or `%` begins an expression of Terraform, unless cdktf has put a value of its own there. */
const TEMPLATE = /(?<!\$)\$\{(?!TfToken\[)|(?<!%)%\{/g;

/** Where the gateway keeps what it knows of a request. */
export type ContextTable = 'auth' | 'headers' | 'query' | 'path' | 'cert' | 'host' | 'body';

/**
 * Something of a request that the gateway fills in when the request comes. A variable that a request lacks is an empty
 * text; of a header or parameter that comes twice the first counts.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaycontextvariables.htm
 */
export class ContextVariable {
  /**
   * A claim of the caller's token, for example `sub`; a dot in its name is a dot.
   *
   * @throws RangeError when the name has spaces, brackets, quotes, `$` or `%`
   */
  static claim(name: string): ContextVariable {
    return new ContextVariable('auth', name);
  }

  /**
   * A header of the request.
   *
   * @throws RangeError when the name has spaces, brackets, quotes, `$` or `%`
   */
  static header(name: string): ContextVariable {
    return new ContextVariable('headers', name);
  }

  /**
   * A query parameter of the request.
   *
   * @throws RangeError when the name has spaces, brackets, quotes, `$` or `%`
   */
  static queryParameter(name: string): ContextVariable {
    return new ContextVariable('query', name);
  }

  /**
   * A parameter of the route's path, named without the star.
   *
   * @throws RangeError when the name has spaces, brackets, quotes, `$` or `%`
   */
  static pathParameter(name: string): ContextVariable {
    return new ContextVariable('path', name);
  }

  /** The certificate that the caller showed under mutual TLS, in Base64; empty when it is larger than 8 KB. */
  static clientCertificate(): ContextVariable {
    return new ContextVariable('cert', 'client_base64');
  }

  /** The host that the request was sent to. */
  static host(): ContextVariable {
    return new ContextVariable('host');
  }

  /** The body of the request, which nothing but an authorizer function can be given. */
  static body(): ContextVariable {
    return new ContextVariable('body');
  }

  private constructor(
    /** Where the gateway keeps it. */
    readonly table: ContextTable,
    /** Its name there; host and body have none. */
    readonly key?: string,
  ) {
    if (key !== undefined && !isContextKey(key)) {
      throw new RangeError(
        `name is not that of a context variable: got ${JSON.stringify(key)}; expected one without spaces, brackets, quotes, $ and %`,
      );
    }
  }

  /** As cache keys and token locations have it, for example `request.auth[sub]`. */
  get reference(): string {
    return this.key === undefined ? `request.${this.table}` : `request.${this.table}[${this.key}]`;
  }

  /** As it stands inside of a text, for example `${request.auth[sub]}`. */
  toString(): string {
    return `\${${this.reference}}`;
  }
}

/** Whether the gateway can keep something under that name. */
export function isContextKey(name: string): boolean {
  return KEY.test(name);
}

/** References to the context variables inside of a text, for example `request.auth[sub]`. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(IN_TEXT)].map(([, reference = '']) => reference);
}

/** What a reference in a text refers to; undefined where it is none that the gateway fills in there. */
export function parseReference(reference: string): { readonly table: ContextTable; readonly key?: string } | undefined {
  const groups = REFERENCE.exec(reference)?.groups;
  return groups && { table: (groups['table'] ?? 'host') as ContextTable, key: groups['key'] };
}

/** Whether a reference is to a claim of the caller's token. */
export function isClaim(reference: string): boolean {
  return reference.startsWith('request.auth[');
}

/** Whether a text is empty where the context variables in it are. */
export function isNothingButReferences(text: string): boolean {
  return text.replace(IN_TEXT, '').trim() === '';
}

/**
 * The text as Terraform has to get it so that the service gets it as it is: `${request.auth[sub]}` would be an expression
 * of Terraform, `$${request.auth[sub]}` is not.
 */
export function verbatim(text: string): string {
  return text.replace(TEMPLATE, (opening) => opening.charAt(0) + opening);
}
