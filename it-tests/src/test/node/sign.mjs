// Makes keys and evidence with the npm package jose, for ThirdPartyEvidenceIT. Reads one JSON request from stdin, answers in JSON.
import { randomUUID, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';

globalThis.crypto ??= webcrypto; // Node.js 18 has it, but not by that name
const { SignJWT, exportJWK, generateKeyPair, calculateJwkThumbprint } = await import('jose');

const request = JSON.parse(readFileSync(0, 'utf8'));

async function party(alg) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { alg, privateKey, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk) }, bare: jwk };
}

function jwt(claims, typ, by, header = {}) {
  return new SignJWT(claims).setProtectedHeader({ typ, alg: by.alg, ...header }).sign(by.privateKey);
}

const now = Math.floor(Date.now() / 1000);
const evidence = [];
for (const algs of request.algorithms) {
  const attester = await party(algs.attester);
  const instance = await party(algs.instance);
  const kid = { kid: attester.jwk.kid };
  const times = { iat: now, exp: now + 300 };
  evidence.push({
    jwks: { keys: [attester.jwk] },
    bundle: { keys: [{ ...attester.jwk, use: 'jwt-svid' }], spiffe_sequence: 1, spiffe_refresh_hint: 300 },
    thumbprint: await calculateJwkThumbprint(instance.jwk),
    attestation: await jwt(
      { iss: request.issuer, sub: request.agent, ...times, cnf: { jwk: instance.bare } },
      'oauth-client-attestation+jwt', attester, kid),
    proofs: await Promise.all(Array.from({ length: 3 }, () => jwt(
      { aud: request.realm, jti: randomUUID(), iat: now },
      'oauth-client-attestation-pop+jwt', instance))),
    svid: await jwt(
      { sub: request.spiffeId, aud: [request.realm], ...times }, 'JWT', attester, kid),
    dpop: await Promise.all(Array.from({ length: 3 }, () => jwt(
      { htm: 'POST', htu: request.tokenEndpoint, jti: randomUUID(), iat: now },
      'dpop+jwt', instance, { jwk: instance.bare }))),
  });
}
process.stdout.write(JSON.stringify(evidence));
