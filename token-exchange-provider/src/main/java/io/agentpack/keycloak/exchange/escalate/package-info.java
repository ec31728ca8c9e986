/** An agent asks for more while it runs: the request, the waiting, the token, the taking back (draft-ietf-oauth-deferred-token-response). */
package io.agentpack.keycloak.exchange.escalate;
