package io.agentpack.keycloak.domain.grant;

import static io.agentpack.keycloak.domain.authority.AuthorityModel.AUTONOMOUS;
import static io.agentpack.keycloak.domain.authority.AuthorityModel.BOUNDED;
import static io.agentpack.keycloak.domain.authority.AuthorityModel.DELEGATED;
import static io.agentpack.keycloak.domain.authority.Locality.LOCAL;
import static io.agentpack.keycloak.domain.authority.Locality.REMOTE;
import static io.agentpack.keycloak.domain.grant.GrantTable.Accountable.THE_HUMAN;
import static io.agentpack.keycloak.domain.grant.GrantTable.Accountable.THE_OWNER;
import static io.agentpack.keycloak.domain.grant.GrantTable.Environments.ALL;
import static io.agentpack.keycloak.domain.grant.GrantTable.Environments.ALL_BUT_PRODUCTION;
import static io.agentpack.keycloak.domain.grant.GrantTable.Start.HUMANS_TOKEN;
import static io.agentpack.keycloak.domain.grant.GrantTable.Start.OWN_EVIDENCE;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The policy: what each kind of agent starts from, who answers for it, where it may be and for how long. Everything else that the token endpoint
 * has gives an agent nothing: not refresh, not offline, not code, password, device, UMA, nor a grant that Keycloak gains tomorrow.
 */
public final class GrantTable {
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    /** Asking how a request for more stands (draft-ietf-oauth-deferred-token-response). */
    public static final String DEFERRED = "urn:ietf:params:oauth:grant-type:deferred";

    /** A person decides, asked through Keycloak's backchannel authentication (OpenID CIBA Core 1.0). */
    public static final String BACKCHANNEL = "urn:openid:params:grant-type:ciba";

    private static final Duration A_DAY = Duration.ofSeconds(86_400);
    private static final Duration A_QUARTER = Duration.ofSeconds(900);

    private static final List<Row> ROWS = List.of(
            new Row(DELEGATED, LOCAL, HUMANS_TOKEN, THE_HUMAN, ALL_BUT_PRODUCTION, A_DAY, A_QUARTER),
            new Row(DELEGATED, REMOTE, HUMANS_TOKEN, THE_HUMAN, ALL, A_DAY, A_QUARTER),
            new Row(BOUNDED, LOCAL, OWN_EVIDENCE, THE_OWNER, ALL_BUT_PRODUCTION, A_DAY, A_QUARTER),
            new Row(BOUNDED, REMOTE, OWN_EVIDENCE, THE_OWNER, ALL, A_DAY, A_QUARTER),
            new Row(AUTONOMOUS, LOCAL, OWN_EVIDENCE, THE_OWNER, ALL_BUT_PRODUCTION, A_DAY, A_QUARTER),
            new Row(AUTONOMOUS, REMOTE, OWN_EVIDENCE, THE_OWNER, ALL, A_DAY, A_QUARTER));

    private GrantTable() {}

    /** All six kinds of agents. */
    public static List<Row> rows() {
        return ROWS;
    }

    public static Row of(AuthorityModel model, Locality locality) {
        return ROWS.stream()
                .filter(row -> row.model == model && row.locality == locality)
                .findFirst()
                .orElseThrow();
    }

    /** Whether any agent of this model may ask for this grant. */
    public static boolean allows(AuthorityModel model, String grantType) {
        return ROWS.stream().filter(row -> row.model == model).allMatch(row -> row.grants()
                .contains(grantType));
    }

    /**
     * One kind of agent.
     *
     * @param start what a root run starts from
     * @param accountable who answers for what the agent does
     * @param environments where it may be
     * @param longestRun no run is longer, whatever a client's settings say; a delegated one ends with the human's session at the latest
     * @param longestToken no token is longer
     */
    public record Row(
            AuthorityModel model,
            Locality locality,
            Start start,
            Accountable accountable,
            Environments environments,
            Duration longestRun,
            Duration longestToken) {

        /**
         * The grant that starts a run, token exchange to renew a run or take one over, and asking for a deferred answer to that. Whoever acts for a
         * human may ask that human by the backchannel, too.
         */
        public Set<String> grants() {
            return start == HUMANS_TOKEN
                    ? Set.of(TOKEN_EXCHANGE, DEFERRED, BACKCHANNEL)
                    : Set.of(start.grant, TOKEN_EXCHANGE, DEFERRED);
        }
    }

    /** What a root run starts from. */
    public enum Start {
        /** The access token of a human who lets the agent act; the tokens say {@code sub} human, {@code act} agent. */
        HUMANS_TOKEN(TOKEN_EXCHANGE),
        /** Nothing but the agent's own evidence; {@code sub} is its service account. */
        OWN_EVIDENCE(CLIENT_CREDENTIALS);

        private final String grant;

        Start(String grant) {
            this.grant = grant;
        }

        public String grant() {
            return grant;
        }
    }

    /** Who answers for an agent. */
    public enum Accountable {
        /** The human on whose behalf it acts. */
        THE_HUMAN,
        /** The user named as owner in the agent's settings; there must be one. */
        THE_OWNER
    }

    /** Where agents may be. */
    public enum Environments {
        ALL,
        ALL_BUT_PRODUCTION;

        public boolean admit(Environment environment) {
            return environment.admits(this == ALL ? REMOTE : LOCAL);
        }
    }
}
