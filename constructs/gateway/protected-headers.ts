/**
 * Headers of a request that no transformation may touch.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaymodifyingresponsesrequests-protectedrequestresponseheaders.htm
 */
export const PROTECTED_REQUEST_HEADERS: readonly string[] = [
  'cdn-loop',
  'connection',
  'content-length',
  'cookie',
  // Oracle's own list says "except"; "expect" is the header that there is.
  'except',
  'expect',
  'keep-alive',
  'opc-request-id',
  'origin',
  'proxy-authorization',
  'te',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-real-ip',
];

/** Headers of an answer that no transformation may touch. */
export const PROTECTED_RESPONSE_HEADERS: readonly string[] = [
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'connection',
  'content-length',
  'except',
  'expect',
  'keep-alive',
  'opc-request-id',
  'proxy-authenticate',
  'public-key-pins',
  'retry-after',
  'strict-transport-security',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
  'x-frame-options',
];

/**
 * Headers of a request that mean something to the gateway, to Fn or to the function, which reads none of them as a
 * caller's.
 */
export const RESERVED_REQUEST_HEADERS =
  /^(authorization|cookie|host|date|x-date|x-content-sha256|accept-encoding|connection|keep-alive|te|trailer|upgrade|expect|transfer-encoding|opc-request-id|opc-obo-token|opc-principal|forwarded|(content|proxy|x-forwarded|fn|oci)-.*)$/;
