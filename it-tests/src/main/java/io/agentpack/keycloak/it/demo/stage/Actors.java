package io.agentpack.keycloak.it.demo.stage;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who acts, the current one first: the act claim (RFC 8693, 4.1). */
final class Actors {
    private Actors() {}

    static List<Object> of(JWTClaimsSet token) {
        List<Object> actors = new ArrayList<>();
        Object act = token.getClaim("act");
        while (act instanceof Map<?, ?> actor) {
            actors.add(actor.get("client_id"));
            act = actor.get("act");
        }
        return actors.isEmpty() ? List.of(token.getClaim("azp")) : actors;
    }
}
