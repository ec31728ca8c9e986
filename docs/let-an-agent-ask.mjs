// An agent asks for more and waits until somebody has decided. Needs oauth4webapi; prints the token, or why there is none.
//   REALM, AGENT, RUN_TOKEN, SCOPE, GOAL: what and where; ATTESTATION and KEY (a private JWK): who asks
import * as oauth from 'oauth4webapi'

const { REALM, AGENT, RUN_TOKEN, SCOPE, GOAL, ATTESTATION, KEY } = process.env
const http = { [oauth.allowInsecureRequests]: REALM.startsWith('http://127.0.0.1') || REALM.startsWith('http://localhost') }
const as = await oauth.processDiscoveryResponse(new URL(REALM), await oauth.discoveryRequest(new URL(REALM), http))
const client = { client_id: AGENT }
const key = await importKey(JSON.parse(KEY))

try {
  console.log((await ask()).access_token)
} catch (refused) {
  if (!(refused instanceof oauth.ResponseBodyError)) throw refused
  console.log(refused.error)
}

/** The token, at once where that was agreed beforehand, else after somebody said yes. */
async function ask() {
  try {
    return await request('urn:ietf:params:oauth:grant-type:token-exchange', {
      subject_token: RUN_TOKEN,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      scope: SCOPE,
      authorization_details: JSON.stringify([{ type: 'agent_run', goal: GOAL }]),
      completion_mode: 'deferred',
    })
  } catch (pending) {
    if (pending.error !== 'authorization_pending') throw pending
    return await answer(pending.cause)
  }
}

/** Comes back until there is an answer. */
async function answer({ deferral_code, interval }) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, interval * 1000))
    try {
      return await request('urn:ietf:params:oauth:grant-type:deferred', { deferral_code })
    } catch (refused) {
      if (refused.error === 'slow_down') interval += 5
      else if (refused.error !== 'authorization_pending') throw refused
    }
  }
}

async function request(grant, parameters) {
  const response = await oauth.genericTokenEndpointRequest(as, client, attested, grant, parameters, http)
  return oauth.processGenericTokenEndpointResponse(as, client, response)
}

/** draft-ietf-oauth-attestation-based-client-auth, as a way to authenticate of oauth4webapi. */
async function attested(as, client, body, headers) {
  const header = { typ: 'oauth-client-attestation-pop+jwt', alg: 'ES256' }
  const claims = { aud: as.issuer, jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000) }
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(content))
  body.set('client_id', client.client_id)
  headers.set('OAuth-Client-Attestation', ATTESTATION)
  headers.set('OAuth-Client-Attestation-PoP', `${content}.${Buffer.from(signature).toString('base64url')}`)
}

function importKey({ kty, crv, x, y, d }) {
  return crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, { name: 'ECDSA', namedCurve: crv }, false, ['sign'])
}
