import { ApigatewayDeployment } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { TerraformVariable, Token } from 'cdktf';
import { generateKeyPairSync } from 'node:crypto';
import type { AuthenticationConfig, IGatewayAuthentication } from '../constructs';
import type { Attributes } from './synth';
import { resource, synthDocument } from './synth';

/** What an authentication makes of a deployment. */
export interface SynthesizedAuthentication {
  /** `request_policies.authentication`, after the provider's schema was asked. */
  readonly policy: Attributes;
  readonly fetches?: AuthenticationConfig['fetches'];
  /** What every accepted caller has. */
  readonly certainClaims?: readonly string[];
}

/** A value that only Terraform will know: that of a variable of the stack that is synthesized here. */
export const UNKNOWN = Token.asString({ resolve: () => '${var.unknown}' });

/** Binds an authentication to a deployment of the gateway `gw.test`, and synthesizes it. */
export function synthAuthentication(
  authentication: IGatewayAuthentication,
  anonymousAccessAllowed = false,
): SynthesizedAuthentication {
  let config: AuthenticationConfig | undefined;
  const document = synthDocument((stack) => {
    config = authentication.bind({ scope: stack, gatewayHostname: 'gw.test', anonymousAccessAllowed });
    new ApigatewayDeployment(stack, 'Deployment', {
      compartmentId: 'ocid1.compartment.test',
      gatewayId: 'ocid1.apigateway.test',
      pathPrefix: '/',
      specification: {
        requestPolicies: { authentication: config.policy },
        routes: [{ path: '/', backend: { type: 'STOCK_RESPONSE_BACKEND', status: 204 } }],
      },
    });
    new TerraformVariable(stack, 'unknown', { type: 'string' });
  });
  const { specification } = resource(document, 'oci_apigateway_deployment');
  const { authentication: policy } = (specification as { request_policies: { authentication: Attributes } })
    .request_policies;
  return { policy, fetches: config?.fetches, certainClaims: config?.certainClaims };
}

/** An RSA public key in PEM form; keys of the sizes that a gateway takes have 2048 to 4096 bits. */
export function publicKeyPem(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** A modulus of so many bits of nothing in particular, as a JSON Web Key writes it. */
export function modulus(bits = 2048): string {
  const bytes = Buffer.alloc(Math.ceil(bits / 8), 0xab);
  bytes[0] = 1 << ((bits - 1) % 8);
  return bytes.toString('base64url');
}
