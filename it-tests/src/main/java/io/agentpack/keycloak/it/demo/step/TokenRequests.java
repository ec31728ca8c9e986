package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.demo.stage.LaunchedAgent;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.oauth.TokenExchange;
import java.util.List;

/** What agents ask the token endpoint; whatever else they send is added by the step. */
record TokenRequests(TokenEndpoint endpoint) {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    static TokenRequests at(Scene scene) {
        return new TokenRequests(scene.stage().tokens());
    }

    /** RFC 8693. */
    FormRequest exchange(LaunchedAgent agent, String subjectToken) {
        return endpoint.grant(EXCHANGE)
                .by(agent)
                .param("subject_token", subjectToken)
                .param("subject_token_type", TokenExchange.ACCESS_TOKEN);
    }

    FormRequest ownRun(LaunchedAgent agent) {
        return endpoint.grant("client_credentials").by(agent);
    }

    /** RFC 9396: limits and purpose of a run. */
    static String details(Object... namesAndValues) {
        var detail = Json.object("type", "agent_run");
        detail.putAll(Json.object(namesAndValues));
        return Json.write(List.of(detail));
    }
}
