// An agent's side of "attest a laptop agent", "a pod", "a GitHub workflow" and "SPIFFE": a key, evidence, one token.
//   npm install jose && REALM=https://id.example.org/realms/agents node agent.mjs laptop|pod|workflow|spiffe
// Writes the token response to stdout. AgentGuidesIT runs it as it is.
import { randomUUID, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';

globalThis.crypto ??= webcrypto; // Node.js 18 has it, but not by that name
const { SignJWT, exportJWK, generateKeyPair } = await import('jose');

const env = process.env;
const endpoint = `${env.REALM}/protocol/openid-connect/token`;

// The instance's own key. It is made here, stays here and dies with the process.
const { publicKey, privateKey } = await generateKeyPair('ES256');
const jwk = await exportJWK(publicKey);

const proof = (typ, claims, header = {}) =>
  new SignJWT(claims).setProtectedHeader({ typ, alg: 'ES256', ...header }).setIssuedAt().setJti(randomUUID()).sign(privateKey);
const dpop = () => proof('dpop+jwt', { htm: 'POST', htu: endpoint }, { jwk });

// Evidence with a key in it: headers.
async function laptop() {
  const answer = await fetch(env.ATTESTER, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ agent: env.AGENT, jwk, claims: env.CLAIMS ? JSON.parse(env.CLAIMS) : {} }),
  });
  const { attestation } = await answer.json();
  return {
    headers: {
      'OAuth-Client-Attestation': attestation,
      'OAuth-Client-Attestation-PoP': await proof('oauth-client-attestation-pop+jwt', { aud: env.REALM }),
    },
    form: {},
  };
}

// Evidence without: a client assertion, and a DPoP proof of the key that it goes with.
const bearer = async (type, token) => ({
  headers: { DPoP: await dpop() },
  form: { client_assertion_type: `urn:ietf:params:oauth:client-assertion-type:${type}`, client_assertion: token.trim() },
});

// Kubernetes keeps the file fresh: read it for every request.
const pod = async () => bearer('jwt-bearer', await readFile(env.TOKEN_FILE ?? '/var/run/secrets/agents/token', 'utf8'));

// What spiffe-helper writes, or `spire-agent api fetch jwt`.
const spiffe = async () => bearer('jwt-spiffe', await readFile(env.TOKEN_FILE ?? '/run/spiffe/jwt', 'utf8'));

// The job needs `permissions: id-token: write`; the audience is the realm and nothing else.
async function workflow() {
  const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(env.REALM)}`;
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` } });
  return bearer('jwt-bearer', (await answer.json()).value);
}

const evidence = await { laptop, pod, spiffe, workflow }[process.argv[2]]();
const response = await fetch(endpoint, {
  method: 'POST',
  headers: evidence.headers,
  body: new URLSearchParams({ client_id: env.AGENT, grant_type: 'client_credentials', scope: env.SCOPE, ...evidence.form }),
});
process.stdout.write(await response.text());
process.exitCode = response.ok ? 0 : 1;
