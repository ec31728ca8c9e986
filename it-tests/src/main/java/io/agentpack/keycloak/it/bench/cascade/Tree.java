package io.agentpack.keycloak.it.bench.cascade;

import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.CopiedRuns;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Postgres;

/**
 * A tree of runs: the first two are made by token exchange, all others are copies of the second.
 *
 * @param root token of the first run
 * @param child token of the second
 */
record Tree(String root, String child, int size) {

    static Tree of(int size, TestRealm realm, Postgres database) {
        String human =
                realm.humanToken(realm.alice(), TestRealm.agentScope(CascadeBench.PLANNER), TestRealm.CALENDAR_READ);
        String root = realm.tokens()
                .exchange(realm.instanceOf(CascadeBench.PLANNER))
                .subject(human)
                .accessToken();
        if (size == 1) {
            return new Tree(root, root, 1);
        }
        String child = realm.tokens()
                .exchange(realm.instanceOf(CascadeBench.RESEARCHER))
                .subject(root)
                .accessToken();
        CopiedRuns.of(run(child), size - 2, database);
        return new Tree(root, child, size);
    }

    String rootRun() {
        return run(root);
    }

    int open(Postgres database) {
        return Integer.parseInt(
                database.sql("select count(*) from AGENT_RUN where STATE = 'active' and ROOT_ID = '" + rootRun() + "'")
                        .get(0));
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
