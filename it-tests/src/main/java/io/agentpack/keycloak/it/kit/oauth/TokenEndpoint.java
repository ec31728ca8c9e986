package io.agentpack.keycloak.it.kit.oauth;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import java.net.URI;

/** A realm's OAuth endpoints. */
public final class TokenEndpoint {
    private final URI issuer;
    private final URI realmUrl;

    public TokenEndpoint(URI issuer) {
        this(issuer, issuer);
    }

    /** @param realmUrl where the endpoints are asked for, if it isn't the issuer itself: another node of the cluster */
    public TokenEndpoint(URI issuer, URI realmUrl) {
        this.issuer = issuer;
        this.realmUrl = realmUrl;
    }

    public URI issuer() {
        return issuer;
    }

    /** The quick way to a human's token; the honest one is the browser. */
    public Reply password(Human human, ClientAuthentication app, String... scopes) {
        return grant("password")
                .by(app)
                .param("username", human.username())
                .param("password", human.password())
                .scope(scopes)
                .send();
    }

    public Reply clientCredentials(ClientAuthentication client, String... scopes) {
        return grant("client_credentials").by(client).scope(scopes).send();
    }

    /** RFC 8693; nothing is sent that isn't set. */
    public TokenExchange exchange(ClientAuthentication client) {
        return new TokenExchange(grant("urn:ietf:params:oauth:grant-type:token-exchange"), client);
    }

    /** Asks for a deferred answer (draft-ietf-oauth-deferred-token-response). */
    public Reply poll(ClientAuthentication client, String deferralCode) {
        return grant("urn:ietf:params:oauth:grant-type:deferred")
                .by(client)
                .param("deferral_code", deferralCode)
                .send();
    }

    public Reply refresh(ClientAuthentication client, String refreshToken) {
        return grant("refresh_token")
                .by(client)
                .param("refresh_token", refreshToken)
                .send();
    }

    public Reply code(ClientAuthentication client, String code, String redirectUri, String codeVerifier) {
        return grant("authorization_code")
                .by(client)
                .param("code", code)
                .param("redirect_uri", redirectUri)
                .param("code_verifier", codeVerifier)
                .send();
    }

    /** Any other request to the token endpoint. */
    public FormRequest grant(String grantType) {
        return form("/protocol/openid-connect/token").param("grant_type", grantType);
    }

    /** RFC 7009. */
    public Reply revoke(ClientAuthentication client, String token) {
        return form("/protocol/openid-connect/revoke")
                .by(client)
                .param("token", token)
                .send();
    }

    /** RFC 7662. */
    public Reply introspect(ClientAuthentication api, String token) {
        return form("/protocol/openid-connect/token/introspect")
                .by(api)
                .param("token", token)
                .send();
    }

    /** OpenID Connect RP-initiated logout without a browser: ends the session of the refresh token. */
    public Reply logout(ClientAuthentication client, String refreshToken) {
        return form("/protocol/openid-connect/logout")
                .by(client)
                .param("refresh_token", refreshToken)
                .send();
    }

    public Reply userinfo(String accessToken) {
        return Http.bearer("GET", url("/protocol/openid-connect/userinfo"), accessToken, null);
    }

    /** With a DPoP-bound token (RFC 9449, 7.1). */
    public Reply userinfo(AgentInstance holder, String accessToken) {
        URI url = url("/protocol/openid-connect/userinfo");
        return Http.send(Http.request(url)
                .header("Authorization", "DPoP " + accessToken)
                .header("DPoP", holder.dpop("GET", url, accessToken).sign())
                .GET());
    }

    public Reply metadata() {
        return Http.get(url("/.well-known/openid-configuration"));
    }

    /** A fresh challenge for proofs of possession. */
    public String challenge() {
        return form("/agents/challenge").send().expect(200).string("attestation_challenge");
    }

    /** A form post below the realm's URL. */
    public FormRequest form(String path) {
        return new FormRequest(issuer, url(path));
    }

    public URI url(String path) {
        return URI.create(realmUrl + path);
    }
}
