package io.agentpack.keycloak.domain.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who acts, and for whom that one acted before: the hand-overs of a run, current actor first. Empty when an agent acts for itself.
 * A chain is only ever extended; nothing in it is dropped or overwritten.
 */
public record ActorChain(List<Actor> actors) {
    public static final ActorChain NONE = new ActorChain(List.of());

    private static final String SUB_PROFILE = "ai_agent";

    public ActorChain {
        actors = List.copyOf(actors);
    }

    /** The chain after a hand-over to {@code next}, who becomes the current actor. */
    public ActorChain handedTo(Actor next) {
        List<Actor> longer = new ArrayList<>(actors.size() + 1);
        longer.add(next);
        longer.addAll(actors);
        return new ActorChain(longer);
    }

    public int depth() {
        return actors.size();
    }

    public boolean isEmpty() {
        return actors.isEmpty();
    }

    /** The {@code act} claim: the current actor outermost, earlier ones nested (RFC 8693 section 4.1). Not for an empty chain. */
    public Map<String, Object> toClaim() {
        Map<String, Object> nested = null;
        for (int i = actors.size() - 1; i >= 0; i--) {
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("iss", actors.get(i).issuer());
            claim.put("sub", actors.get(i).subject());
            claim.put("client_id", actors.get(i).clientId());
            claim.put("sub_profile", SUB_PROFILE);
            if (nested != null) {
                claim.put("act", nested);
            }
            nested = claim;
        }
        return nested;
    }

    /** The chain for the audit: client ids, root first, {@code >} between. */
    public String toAuditText() {
        List<Actor> rootFirst = new ArrayList<>(actors);
        Collections.reverse(rootFirst);
        return rootFirst.stream().map(Actor::clientId).collect(Collectors.joining(">"));
    }
}
