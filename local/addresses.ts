import { blocksOf } from '../terraform';
import type { TerraformDocument } from '../terraform';
import { ocid } from './cloud-values';
import { Listener } from './listener';

/** Where the parts of a local cloud listen: known before the stack is resolved, because its values are made of them. */
export interface Addresses {
  readonly identityDomain: Listener;
  /** Opens a port for one of OCI's services, named by the first label of its host; the same one each time. */
  service(name: string): Promise<Listener>;
  /** By the gateway's OCID. */
  readonly gateways: ReadonlyMap<string, Listener>;
  close(): Promise<void>;
}

/**
 * Opens one port for the identity domain and one for each gateway of the document; services get theirs when asked for.
 *
 * @param port the first gateway's; 0 takes a free one
 * @throws PortError when a port is taken; none is left open then
 */
export async function openAddresses(document: TerraformDocument, region: string, port: number): Promise<Addresses> {
  const opened: Listener[] = [];
  const open = async (wanted = 0): Promise<Listener> => {
    const listener = await Listener.open(wanted);
    opened.push(listener);
    return listener;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.close()));
  };

  try {
    const gateways = new Map<string, Listener>();
    for (const { address, type } of blocksOf(document)) {
      if (type !== 'oci_apigateway_gateway') continue;
      gateways.set(ocid('apigateway', region, address), await open(gateways.size === 0 ? port : 0));
    }
    const services = new Map<string, Promise<Listener>>();
    const service = (name: string): Promise<Listener> => {
      const listener = services.get(name) ?? open();
      services.set(name, listener);
      return listener;
    };
    return { gateways, identityDomain: await open(), service, close };
  } catch (error) {
    await close();
    throw error;
  }
}
