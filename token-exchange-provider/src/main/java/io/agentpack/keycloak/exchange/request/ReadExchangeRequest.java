package io.agentpack.keycloak.exchange.request;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/** Reads the form in the order of RFC 8693 section 2.1. */
public final class ReadExchangeRequest {
    /** Parameters of Keycloak's legacy exchange: other subjects and foreign issuers are not for agents. */
    private static final List<String> LEGACY = List.of(
            OAuth2Constants.REQUESTED_SUBJECT, OAuth2Constants.REQUESTED_ISSUER, OAuth2Constants.SUBJECT_ISSUER);

    private ReadExchangeRequest() {}

    /** @throws RefusedException for anything missing, half, doubled, too long or of a type we don't take */
    public static ExchangeRequest from(TokenExchangeContext context) {
        FormParameters form = new FormParameters(context.getSession(), context.getFormParams());
        LEGACY.forEach(name -> form.one(name).ifPresent(value -> {
            throw FormParameters.malformed("parameter " + name + " is not supported");
        }));
        String subject = token(form, OAuth2Constants.SUBJECT_TOKEN, OAuth2Constants.SUBJECT_TOKEN_TYPE)
                .orElseThrow(() -> FormParameters.malformed("subject_token is missing"));
        Optional<String> actor = token(form, OAuth2Constants.ACTOR_TOKEN, OAuth2Constants.ACTOR_TOKEN_TYPE);
        form.one(OAuth2Constants.REQUESTED_TOKEN_TYPE)
                .filter(type -> !type.equals(OAuth2Constants.ACCESS_TOKEN_TYPE))
                .ifPresent(type -> {
                    throw new RefusedException(
                            Refusal.TOKEN_TYPE_UNSUPPORTED, "requested_token_type is not access_token");
                });
        return new ExchangeRequest(subject, actor, ReadTokenRequest.from(form), mayDefer(form));
    }

    /** A list of modes; those that nobody knows are ignored. */
    private static boolean mayDefer(FormParameters form) {
        return form.one("completion_mode").stream()
                .flatMap(modes -> Stream.of(modes.split(" ")))
                .anyMatch("deferred"::equals);
    }

    /** A token and its type: both or neither (RFC 8693 section 2.1). */
    private static Optional<String> token(FormParameters form, String tokenName, String typeName) {
        Optional<String> token = form.one(tokenName);
        Optional<String> type = form.one(typeName);
        if (token.isPresent() != type.isPresent()) {
            throw FormParameters.malformed(tokenName + " and " + typeName + " belong together");
        }
        if (type.isPresent() && !type.get().equals(OAuth2Constants.ACCESS_TOKEN_TYPE)) {
            throw FormParameters.malformed(typeName + " is not access_token");
        }
        return token;
    }
}
