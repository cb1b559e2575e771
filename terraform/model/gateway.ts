/** `oci_apigateway_gateway` */
export interface Gateway {
  readonly address: string;
  readonly id: string;
  readonly compartmentId: string;
  readonly displayName: string;
  readonly endpointType: 'PUBLIC' | 'PRIVATE';
  /** Host name only, without scheme or port. */
  readonly hostname: string;
}
