import { FunctionAccess, PermissionPolicy, PolicyScope, policyStatement, PolicySubject } from '../../../constructs';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

const SUBJECT = PolicySubject.service('faas');
const READ = { verb: 'read', resourceType: 'buckets' } as const;
const WHERE = { variable: 'target.bucket.name', value: 'own' };

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'PermissionPolicy',
      make: (stack, options) => {
        new PermissionPolicy(stack, 'Policy', {
          compartmentId: 'c',
          name: 'n',
          description: 'd',
          subject: SUBJECT,
          permissions: [READ],
          ...options,
        });
      },
      wrong: 'scop',
      right: 'scope',
      value: PolicyScope.tenancy(),
      message:
        'scop is no prop: got "scop"; expected compartmentId, name, description, subject, permissions, scope, connection, count, dependsOn, forEach, lifecycle, provider, provisioners. Did you mean scope? (at Test/Policy)',
    },
    {
      of: 'a permission of PermissionPolicy',
      make: (stack, options) => {
        new PermissionPolicy(stack, 'Policy', {
          compartmentId: 'c',
          name: 'n',
          description: 'd',
          subject: SUBJECT,
          permissions: [{ ...READ, ...options }],
        });
      },
      wrong: 'were',
      right: 'where',
      value: WHERE,
      message:
        'permissions make no statement: got "were is no prop: got \\"were\\"; expected subject, scope, verb, resourceType, permissions, where. Did you mean where?"; expected one part of a statement each (at Test/Policy)',
    },
    {
      of: 'policyStatement',
      make: (_stack, options) => {
        policyStatement({ subject: SUBJECT, scope: PolicyScope.tenancy(), ...READ, ...options });
      },
      wrong: 'whre',
      right: 'where',
      value: WHERE,
      message:
        'whre is no prop: got "whre"; expected subject, scope, verb, resourceType, permissions, where. Did you mean where?',
    },
    {
      of: 'FunctionAccess.domainGroup',
      make: (_stack, options) => {
        FunctionAccess.domainGroup({ domainUrl: 'https://idcs.test', ...{ domainName: 'Default' }, ...options });
      },
      wrong: 'domain',
      right: 'domainName',
      value: 'Own',
      message: 'domain is no prop: got "domain"; expected domainUrl, domainName',
    },
  ]);
});
