package io.agentpack.keycloak.exchange.verify;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/**
 * The claims of a token that are neither Keycloak's own nor the pack's: what mappers added. A mapper can also write a name that is not its own;
 * for some of them Keycloak would then put both into the token, and whoever reads it may see either.
 */
public final class MapperClaims {
    private static final Set<String> NOT_FOR_MAPPERS = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "typ",
            "azp",
            "nonce",
            "sid",
            "session_state",
            "scope",
            "cnf",
            "category",
            "at_hash",
            "c_hash",
            "s_hash",
            "realm_access",
            "resource_access",
            "authorization",
            "authorization_details",
            "trusted-certs",
            "allowed-origins",
            "act",
            "may_act",
            "run",
            "client_id",
            "client_instance");

    /** Claims about a person (OpenID Connect Core 5.1): what a lightweight token leaves out. */
    private static final Set<String> PERSONAL = Set.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email",
            "email_verified",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "phone_number",
            "phone_number_verified",
            "address",
            "updated_at",
            "claims_locales");

    private static final String ACR = "acr";
    private static final String AUTH_TIME = "auth_time";

    private MapperClaims() {}

    /** As parsed JSON, whichever way the token holds them. */
    public static Map<String, Object> of(AccessToken token) {
        Map<String, Object> claims =
                JsonSerialization.mapper.convertValue(token, new TypeReference<LinkedHashMap<String, Object>>() {});
        claims.keySet().removeAll(NOT_FOR_MAPPERS);
        return claims;
    }

    /** Makes the token say these claims and no other ones of mappers. */
    public static void write(Map<String, Object> claims, AccessToken token) {
        Map<String, Object> others = token.getOtherClaims();
        others.clear();
        others.putAll(claims);
        token.setAcr(others.remove(ACR) instanceof String acr ? acr : null);
        token.setAuth_time(others.remove(AUTH_TIME) instanceof Number time ? time.longValue() : null);
    }

    public static Map<String, Object> withoutPersonal(Map<String, Object> claims) {
        Map<String, Object> rest = new LinkedHashMap<>(claims);
        rest.keySet().removeAll(PERSONAL);
        return rest;
    }

    public static Map<String, Object> personalOf(Map<String, Object> claims) {
        Map<String, Object> personal = new LinkedHashMap<>(claims);
        personal.keySet().retainAll(PERSONAL);
        return personal;
    }
}
