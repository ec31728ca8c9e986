// An agent that knows nothing of the pack but what oauth4webapi knows of OAuth: exchange, DPoP, renewal, introspection.
import * as oauth from 'oauth4webapi'

const input = JSON.parse(process.env.INPUT)
const insecure = { [oauth.allowInsecureRequests]: true } // the test server speaks plain HTTP on loopback
const issuer = new URL(input.realm)
const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
const client = { client_id: input.clientId }
const { d, ...publicJwk } = input.key
const key = {
  privateKey: await load(input.key, 'sign'),
  publicKey: await load(publicJwk, 'verify'),
}
const DPoP = oauth.DPoP(client, key)

const first = await exchange(input.humanToken, { scope: 'calendar:read' })
const renewed = await exchange(first.access_token, {})
const api = { client_id: input.apiId }
const introspection = await oauth.processIntrospectionResponse(
  as,
  api,
  await oauth.introspectionRequest(as, api, oauth.ClientSecretBasic(input.apiSecret), renewed.access_token, insecure),
)
const refused = await exchange(first.access_token, { scope: 'mail:send' }).catch((e) => ({ error: e.error, status: e.status }))
process.stdout.write(JSON.stringify({ first, renewed, introspection, refused }))

async function exchange(subjectToken, parameters) {
  const type = 'urn:ietf:params:oauth:token-type:access_token'
  const response = await oauth.genericTokenEndpointRequest(
    as,
    client,
    attested,
    'urn:ietf:params:oauth:grant-type:token-exchange',
    { subject_token: subjectToken, subject_token_type: type, ...parameters },
    { DPoP, ...insecure },
  )
  return oauth.processGenericTokenEndpointResponse(as, client, response)
}

/** draft-ietf-oauth-attestation-based-client-auth, as a way to authenticate of oauth4webapi. */
async function attested(as, client, body, headers) {
  body.set('client_id', client.client_id)
  headers.set('OAuth-Client-Attestation', input.attestation)
  headers.set('OAuth-Client-Attestation-PoP', await proof())
}

async function proof() {
  const header = { typ: 'oauth-client-attestation-pop+jwt', alg: 'ES256' }
  const claims = { aud: as.issuer, jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000) }
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, Buffer.from(content))
  return `${content}.${Buffer.from(signature).toString('base64url')}`
}

function load(jwk, usage) {
  const { use, key_ops, alg, ...plain } = jwk
  return crypto.subtle.importKey('jwk', plain, { name: 'ECDSA', namedCurve: 'P-256' }, true, [usage])
}
