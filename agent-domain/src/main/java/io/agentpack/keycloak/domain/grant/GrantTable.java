package io.agentpack.keycloak.domain.grant;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import java.util.Map;
import java.util.Set;

/**
 * What each authority model may ask the token endpoint for. Whatever is not in this table gives an agent nothing: not refresh, not offline,
 * not code, password, device, CIBA, UMA, nor a grant that Keycloak gains tomorrow.
 */
public final class GrantTable {
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static final Map<AuthorityModel, Set<String>> ALLOWED = Map.of(
            AuthorityModel.DELEGATED, Set.of(TOKEN_EXCHANGE),
            AuthorityModel.BOUNDED, Set.of(CLIENT_CREDENTIALS, TOKEN_EXCHANGE),
            AuthorityModel.AUTONOMOUS, Set.of(CLIENT_CREDENTIALS, TOKEN_EXCHANGE));

    private GrantTable() {}

    public static boolean allows(AuthorityModel model, String grantType) {
        return ALLOWED.get(model).contains(grantType);
    }
}
