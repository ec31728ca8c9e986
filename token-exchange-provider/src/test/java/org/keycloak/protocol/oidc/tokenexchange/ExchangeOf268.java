package org.keycloak.protocol.oidc.tokenexchange;

import jakarta.ws.rs.core.Response;
import java.util.function.Predicate;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/**
 * An exchange provider that 26.8 has and 26.7 has not: under the id, with the order, and for the requests that its sources say. In Keycloak's package,
 * because that is how ours tells Keycloak's from other people's.
 */
public record ExchangeOf268(String id, int order, Predicate<TokenExchangeContext> takes)
        implements TokenExchangeProviderFactory, TokenExchangeProvider {

    public static TokenExchangeProviderFactory delegation() {
        return new ExchangeOf268(
                "delegation", 15, request -> request.getFormParams().getFirst("actor_token") != null);
    }

    public static TokenExchangeProviderFactory idJag() {
        return new ExchangeOf268("id-jag", 20, request -> "urn:ietf:params:oauth:token-type:id-jag"
                .equals(request.getFormParams().getFirst("requested_token_type")));
    }

    public static TokenExchangeProviderFactory externalToInternal() {
        return new ExchangeOf268(
                "external-internal", 0, request -> request.getFormParams().getFirst("subject_issuer") != null);
    }

    @Override
    public boolean supports(TokenExchangeContext context) {
        return takes.test(context);
    }

    @Override
    public Response exchange(TokenExchangeContext context) {
        throw new UnsupportedOperationException("who serves is all that is asked");
    }

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
