import type { Stack } from '../model/stack';
import type { ResolvedBody } from '../resolve/resolver';
import { BlockReader } from './block-reader';
import type { ReadContext } from './block-reader';
import { readDeployment } from './deployment';
import { readFunction } from './function';
import { readFunctionsApplication } from './functions-application';
import { readGateway } from './gateway';
import { readIdentityDomainApp } from './identity-domain-app';
import { readIdentityDomainSetting } from './identity-domain-setting';
import { checkWholeStack } from './whole-stack';

/** The part of a stack that says what runs. */
export type StackModel = Omit<Stack, 'directory' | 'blocks' | 'outputs'>;

/** Reads every resource that has a place in the model; what it says and the model cannot hold is a problem. */
export function readStackModel(bodies: readonly ResolvedBody[], context: ReadContext): StackModel {
  const readAll = <T>(type: string, read: (reader: BlockReader) => T): readonly T[] =>
    bodies
      .filter((body) => body.mode === 'managed' && body.type === type)
      .map(({ content }) => {
        const reader = new BlockReader(content, context);
        const model = read(reader);
        reader.finish();
        return model;
      });
  const model = {
    applications: readAll('oci_functions_application', readFunctionsApplication),
    functions: readAll('oci_functions_function', readFunction),
    gateways: readAll('oci_apigateway_gateway', readGateway),
    deployments: readAll('oci_apigateway_deployment', readDeployment),
    identityDomainApps: readAll('oci_identity_domains_app', readIdentityDomainApp),
    identityDomainSettings: readAll('oci_identity_domains_setting', readIdentityDomainSetting),
  };
  checkWholeStack(model.applications, model.functions, model.deployments, context.problems);
  return model;
}
