/** What a route's `methods` may hold. */
export type RouteMethod = 'ANY' | 'HEAD' | 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** `oci_apigateway_deployment` */
export interface Deployment {
  readonly address: string;
  readonly id: string;
  readonly gatewayId: string;
  readonly compartmentId: string;
  readonly displayName: string;
  /** Starts with `/`, does not end with it unless it is all there is. */
  readonly pathPrefix: string;
  /** Absent: the deployment asks no caller for anything. */
  readonly authentication?: TokenAuthentication;
  readonly routes: readonly Route[];
}

/** `JWT_AUTHENTICATION` and `TOKEN_AUTHENTICATION` alike: the gateway checks the same things. */
export interface TokenAuthentication {
  /** Attribute path of the authentication block, for messages. */
  readonly address: string;
  readonly type: 'JWT_AUTHENTICATION' | 'TOKEN_AUTHENTICATION';
  readonly token: { readonly header: string; readonly scheme: string } | { readonly queryParameter: string };
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  readonly claims: readonly RequiredClaim[];
  /** Tolerance for `exp` and `nbf`, 0 to 120. */
  readonly maxClockSkewSeconds: number;
  readonly anonymousAccessAllowed: boolean;
  readonly keys: RemoteKeys | FixedKeys;
}

export interface RequiredClaim {
  readonly key: string;
  /** Empty: the claim's presence is enough. */
  readonly values: readonly string[];
  readonly required: boolean;
}

/** The gateway fetches the key set, without credentials, and keeps it for a time. */
export interface RemoteKeys {
  readonly kind: 'remote';
  readonly uri: string;
  readonly maxCacheHours: number;
}

export interface FixedKeys {
  readonly kind: 'fixed';
  readonly keys: readonly FixedKey[];
}

export interface FixedKey {
  /** Attribute path of the key, for messages. */
  readonly address: string;
  readonly kid: string;
  readonly key:
    | {
        readonly format: 'JSON_WEB_KEY';
        readonly kty: string;
        readonly n: string;
        readonly e: string;
        readonly alg?: string;
        readonly use?: string;
        readonly keyOps?: readonly string[];
      }
    | { readonly format: 'PEM'; readonly pem: string };
  /** Whether the key's material is written out in the document, with no variable that another cloud could set. */
  readonly literal: boolean;
}

export interface Route {
  /** Attribute path of the route, for messages. */
  readonly address: string;
  /** Relative to the deployment's prefix; `{name}` is one segment, `{name*}` any number of them. */
  readonly path: string;
  /** Empty: any. */
  readonly methods: readonly RouteMethod[];
  readonly authorization: RouteAuthorization;
  readonly backend: RouteBackend;
}

export type RouteAuthorization =
  | { readonly type: 'ANONYMOUS' }
  | { readonly type: 'AUTHENTICATION_ONLY' }
  | { readonly type: 'ANY_OF'; readonly allowedScopes: readonly string[] };

export type RouteBackend = FunctionBackend | StockResponseBackend;

export interface FunctionBackend {
  readonly type: 'ORACLE_FUNCTIONS_BACKEND';
  readonly functionId: string;
}

/** The gateway answers by itself, always the same. */
export interface StockResponseBackend {
  readonly type: 'STOCK_RESPONSE_BACKEND';
  readonly status: number;
  /** Empty: none. */
  readonly body: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
