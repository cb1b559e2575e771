import { createPrivateKey } from 'node:crypto';
import fs from 'node:fs';
import type { OciProfile } from '../../oci-user/oci-profile';
import { Unchecked } from '../checklist';
import type { CheckOutcome } from '../checklist';
import { keyFingerprint } from './key-fingerprint';

const LEAST_BITS = 2048;

/** Whether what signs is the user's alone, and is what the file says. */
export function checkKey(profile: OciProfile, nowMs: number): CheckOutcome {
  const key = createPrivateKey(profile.getPrivateKey());
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < LEAST_BITS) {
    return { failed: `the key has ${bits} bits; expected at least ${LEAST_BITS}. Make a new API key.` };
  }
  if (profile.sessionToken !== undefined) return checkSession(profile, nowMs);
  const fingerprint = keyFingerprint(key);
  const said = profile.tryEntry('fingerprint') ?? '';
  if (said.toLowerCase() !== fingerprint) {
    return {
      failed: `the fingerprint in ${profile.file} is ${said}, but the key's is ${fingerprint}. Correct the file.`,
    };
  }
  const open = [profile.file, profile.keyFile].filter((file) => isReadByOthers(file));
  return open.length > 0
    ? { advice: `others may read ${open.join(' and ')}. Run chmod 600 on ${open.length === 1 ? 'it' : 'each'}.` }
    : { ok: `RSA, ${bits} bits, fingerprint ${fingerprint}`, data: { bits, fingerprint } };
}

/** A session of `oci session authenticate` is short. */
function checkSession(profile: OciProfile, nowMs: number): CheckOutcome {
  const { name, sessionEndsAt } = profile;
  if (sessionEndsAt === undefined) throw new Unchecked('the session token does not say how long it holds.');
  profile.checkSession(nowMs);
  const minutes = Math.floor((sessionEndsAt - nowMs) / 60_000);
  return minutes < 10
    ? { advice: `the session token expires in ${minutes} min. Run oci session refresh --profile ${name}.` }
    : { ok: `session token for ${minutes} min` };
}

function isReadByOthers(file: string): boolean {
  // Windows has no such bits.
  return process.platform !== 'win32' && (fs.statSync(file).mode & 0o077) !== 0;
}
