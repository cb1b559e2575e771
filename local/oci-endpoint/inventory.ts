/** One resource as Resource Search shows it. */
export interface InventoryItem {
  readonly resourceType: string;
  readonly identifier: string;
  readonly compartmentId: string;
  readonly timeCreated: string;
  readonly displayName: string;
  readonly availabilityDomain: string | null;
  readonly lifecycleState: string;
  readonly freeformTags: Readonly<Record<string, string>>;
  readonly definedTags: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Type, name, state, compartment (0: the stack's own) and the freeform tag `team`. */
type Row = readonly [type: string, name: string, state: string, compartment: number, team: string];

const ROWS: readonly Row[] = [
  ['AutonomousDatabase', 'ledger', 'AVAILABLE', 0, 'finance'],
  ['AutonomousDatabase', 'reporting', 'STOPPED', 0, 'finance'],
  ['AutonomousDatabase', 'catalogue', 'AVAILABLE', 1, 'shop'],
  ['Bucket', 'invoices', 'ACTIVE', 0, 'finance'],
  ['Bucket', 'product-images', 'ACTIVE', 1, 'shop'],
  ['Instance', 'bastion', 'RUNNING', 0, 'platform'],
  ['Instance', 'build-1', 'RUNNING', 0, 'platform'],
  ['Instance', 'build-2', 'STOPPED', 0, 'platform'],
  ['Instance', 'shop-web', 'RUNNING', 1, 'shop'],
  ['LoadBalancer', 'shop', 'ACTIVE', 1, 'shop'],
  ['Vcn', 'platform', 'AVAILABLE', 0, 'platform'],
  ['Vcn', 'shop', 'AVAILABLE', 1, 'shop'],
  ['Subnet', 'platform-private', 'AVAILABLE', 0, 'platform'],
  ['Subnet', 'shop-public', 'AVAILABLE', 1, 'shop'],
  ['Volume', 'ledger-archive', 'AVAILABLE', 0, 'finance'],
];

const FIRST_CREATED = Date.UTC(2026, 0, 5, 8);
const DAY_MS = 86_400_000;

/** The resources of the local tenancy: the same ones on every machine, so that an answer can be foretold. */
export function localInventory(region: string, compartmentId: string): InventoryItem[] {
  return ROWS.map(([resourceType, displayName, lifecycleState, compartment, team], index) => ({
    resourceType,
    identifier: `ocid1.${resourceType.toLowerCase()}.oc1.${region}.local${String(index).padStart(4, '0')}`,
    compartmentId:
      compartment === 0 ? compartmentId : `ocid1.compartment.oc1..local${String(compartment).padStart(4, '0')}`,
    timeCreated: new Date(FIRST_CREATED + index * DAY_MS).toISOString(),
    displayName,
    availabilityDomain: resourceType === 'Instance' || resourceType === 'Volume' ? 'Lcal:LOCAL-AD-1' : null,
    lifecycleState,
    freeformTags: { team },
    definedTags: {},
  }));
}
