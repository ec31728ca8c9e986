package io.agentpack.keycloak.exchange.my;

/**
 * One API that a stopped run had access to, and whether it has been told.
 *
 * @param how key of the message that says how it stands
 */
public record Told(String api, String how) implements Comparable<Told> {
    @Override
    public int compareTo(Told other) {
        return api.compareTo(other.api);
    }
}
