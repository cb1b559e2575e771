import type { DocumentContext } from '../access/document-context';
import type { Block } from '../blocks';
import type { Note } from '../diff';
import { deployTimeNotes } from './deploy-time';
import type { Attributes } from './items';
import { openRouteTable, openSubnet } from './open-networks';
import { openRoutes } from './open-routes';
import { openList, openRule } from './open-rules';
import { openBucket, openPreauthenticatedRequest, openRepository } from './open-storage';
import { shownSecrets, unhidden } from './shown-secrets';

/** What blocks of a type open. Values that only a cloud knows count as closed. */
const OPENINGS: Readonly<Record<string, (attributes: Attributes) => readonly string[]>> = {
  oci_apigateway_deployment: openRoutes,
  oci_artifacts_container_repository: openRepository,
  oci_core_default_route_table: openRouteTable,
  oci_core_default_security_list: openList,
  oci_core_network_security_group_security_rule: openRule,
  oci_core_route_table: openRouteTable,
  oci_core_security_list: openList,
  oci_core_subnet: openSubnet,
  oci_objectstorage_bucket: openBucket,
  oci_objectstorage_preauthrequest: openPreauthenticatedRequest,
};

/** A document before or after, as far as it is needed to tell what one of its blocks opens. */
export interface Side {
  readonly block: Block | undefined;
  readonly context: DocumentContext;
}

/** What a reviewer is told first: what is open that was closed before, what a deploy runs, and what is no longer written down. */
export function notesOf(before: Side, after: Side): readonly Note[] {
  const texts = after.block === undefined ? farewells(before.block) : news(before, after.block, after.context);
  return texts.map((text) => ({ text, access: true }));
}

function news(before: Side, block: Block, context: DocumentContext): readonly string[] {
  const known = new Set(before.block === undefined ? [] : openingsOf(before.block, before.context));
  return [
    ...openingsOf(block, context).filter((text) => !known.has(text)),
    ...deployTimeNotes(before.block, block),
    ...(block.mode === 'other' ? unhidden(before.block, block) : []),
  ];
}

function openingsOf(block: Block, context: DocumentContext): readonly string[] {
  const { type, mode, attributes } = block;
  if (mode === 'other') return type === 'output' ? shownSecrets(block, context) : [];
  return mode === 'managed' && Object.hasOwn(OPENINGS, type) ? (OPENINGS[type]?.(attributes) ?? []) : [];
}

function farewells(block: Block | undefined): readonly string[] {
  const wrote = block?.type === 'oci_logging_log' && block.mode === 'managed' && isOn(block.attributes);
  return wrote ? ['nothing writes this log any more'] : [];
}

function isOn({ is_enabled: isEnabled }: Attributes): boolean {
  return isEnabled !== false && isEnabled !== 'false';
}
