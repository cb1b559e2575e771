export function slimBlock(block: Record<string, unknown>): Record<string, unknown>;
export function fullBlock(slim: Record<string, unknown>): Record<string, unknown>;
