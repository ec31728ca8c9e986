package io.agentpack.keycloak.exchange.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.run.AgentRunDetails;
import io.agentpack.keycloak.domain.run.RunLimits;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;

/** Reads what is common to all grants. */
public final class ReadTokenRequest {
    private static final String AUTHORIZATION_DETAILS = "authorization_details";
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReadTokenRequest() {}

    public static TokenRequest from(KeycloakSession session, MultivaluedMap<String, String> formParams) {
        return from(new FormParameters(session, formParams));
    }

    static TokenRequest from(FormParameters form) {
        return new TokenRequest(
                form.one(OAuth2Constants.SCOPE).map(Scopes::parse),
                targets(form),
                form.one(AUTHORIZATION_DETAILS).map(ReadTokenRequest::details));
    }

    private static Set<String> targets(FormParameters form) {
        Set<String> targets = new LinkedHashSet<>(form.many(OAuth2Constants.AUDIENCE));
        for (String resource : form.many(OAuth2Constants.RESOURCE)) {
            if (!isResource(resource)) {
                throw new RefusedException(Refusal.TARGET_BEYOND, "resource is not an absolute URI without fragment");
            }
            targets.add(resource);
        }
        return targets;
    }

    /** RFC 8707 section 2. */
    private static boolean isResource(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static RunLimits.Asked details(String json) {
        try {
            return AgentRunDetails.read(STRICT.readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new RefusedException(Refusal.DETAILS_INVALID, "not JSON");
        }
    }
}
