package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Short random sequences of what agents ask a real server, against a model of a few lines: every answer, every token and in the end the liveness of
 * every token are what the model says. What the rules are in detail is tested without a server, in far more sequences. A failure prints the
 * shortest sequence that shows it.
 */
class SequencesIT {
    private static final List<String> SCOPES = List.of(CALENDAR_READ, CALENDAR_WRITE, MAIL_SEND);
    private static final int DEEPEST = 2;
    private static TestRealm realm;
    private static final Map<String, AgentInstance> AGENTS = new HashMap<>();
    private static String human;

    @BeforeContainer
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "sequences")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher", "writer")
                        .with("agent.delegation.max-depth", "" + DEEPEST))
                .agent(AgentSpec.delegated("researcher")
                        .with("agent.delegates", "writer")
                        .with("agent.delegation.max-depth", "" + DEEPEST))
                .agent(AgentSpec.delegated("writer")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "" + DEEPEST))
                .agent(AgentSpec.autonomous("explorer", "bob")
                        .with("agent.delegates", "helper", "planner")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.bounded("helper", "bob"))
                .setting("accessTokenLifespan", 3600)
                .create();
        List.of("planner", "researcher", "writer", "explorer", "helper")
                .forEach(agent -> AGENTS.put(agent, realm.instanceOf(agent)));
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, CALENDAR_WRITE, MAIL_SEND);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void theServerDoesWhatTheModelSays(@ForAll("sequences") List<Step> steps) {
        List<Held> tokens = new ArrayList<>();
        steps.forEach(step -> take(step, tokens));
        tokens.stream().skip(Math.max(0, tokens.size() - 2)).forEach(token -> {
            boolean active = realm.tokens()
                    .introspect(token.reader(), token.text)
                    .body()
                    .path("active")
                    .asBoolean();
            assertThat(active).as("%s is accepted", token).isEqualTo(token.run.lives());
        });
    }

    private static void take(Step step, List<Held> tokens) {
        if (step.does == Does.START) {
            Held start = step.agent.equals("planner")
                    ? new Held(new RunOf("planner", null, true), scopes(SCOPES), null)
                    : new Held(new RunOf("explorer", null, false), scopes(SCOPES), null);
            check(step, Optional.empty(), start, request(step, start), tokens);
        } else if (!tokens.isEmpty()) {
            Held token = tokens.get(step.token % tokens.size());
            switch (step.does) {
                case END -> {
                    int status = realm.runs(token.text).complete(token.run.id).status();
                    assertThat(status).as(step.toString()).isEqualTo(token.run.lives() ? 204 : 401);
                    token.run.ended = true;
                }
                case RENEW -> exchange(step, token.run.agent, token, tokens);
                default -> exchange(step, step.agent, token, tokens);
            }
        }
    }

    private static void exchange(Step step, String agent, Held token, List<Held> tokens) {
        boolean own = agent.equals(token.run.agent);
        RunOf run = own ? token.run : new RunOf(agent, token.run, token.run.human);
        Reply reply = step.scopes
                .map(scopes -> realm.tokens()
                        .exchange(AGENTS.get(agent))
                        .subject(token.text)
                        .scope(scopes.toArray(String[]::new)))
                .orElseGet(() -> realm.tokens().exchange(AGENTS.get(agent)).subject(token.text))
                .send();
        check(step, refusal(agent, own, token), new Held(run, token.scopes, null), reply, tokens);
    }

    private static Optional<String> refusal(String agent, boolean own, Held token) {
        if (!token.run.lives()) {
            return Optional.of(own ? "invalid_grant" : "invalid_request");
        }
        if (own) {
            return Optional.empty();
        }
        if (List.of("explorer", "helper").contains(agent) == token.run.human) {
            return Optional.of("unauthorized_client");
        }
        boolean listed = Map.of(
                        "planner", Set.of("researcher", "writer"),
                        "researcher", Set.of("writer"),
                        "writer", Set.of("researcher"),
                        "explorer", Set.of("helper", "planner"),
                        "helper", Set.<String>of())
                .get(token.run.agent)
                .contains(agent);
        if (!listed) {
            return Optional.of("actor_unauthorized");
        }
        return token.run.depth() >= (token.run.human ? DEEPEST : 1) ? Optional.of("invalid_request") : Optional.empty();
    }

    private static void check(Step step, Optional<String> refusal, Held most, Reply reply, List<Held> tokens) {
        Set<String> wanted = step.scopes.map(SequencesIT::scopes).orElse(most.scopes);
        Optional<String> error =
                refusal.or(() -> most.scopes.containsAll(wanted) ? Optional.empty() : Optional.of("invalid_scope"));
        if (error.isPresent()) {
            assertThat(reply.error()).as(step + ": " + reply).isEqualTo(error.get());
            return;
        }
        assertThat(reply.status()).as(step + ": " + reply).isEqualTo(200);
        JsonNode claims = Tokens.claims(reply.accessToken());
        assertThat(ours(claims)).as("%s", step).isEqualTo(wanted);
        assertThat(claims.at("/run/depth").asInt()).isEqualTo(most.run.depth());
        assertThat(chainLength(claims)).isEqualTo(most.run.depth() + (most.run.human ? 1 : 0));
        assertThat(claims.path("exp").asLong())
                .isLessThanOrEqualTo(claims.at("/run/exp").asLong());
        if (most.run.parent != null) {
            assertThat(claims.at("/run/parent").asText()).isEqualTo(most.run.parent.id);
        }
        if (most.run.id == null) {
            most.run.id = claims.at("/run/id").asText();
        }
        assertThat(claims.at("/run/id").asText()).isEqualTo(most.run.id);
        tokens.add(new Held(most.run, wanted, reply.accessToken()));
    }

    private static Reply request(Step step, Held start) {
        AgentInstance agent = AGENTS.get(start.run.agent);
        String[] scopes = step.scopes.map(all -> all.toArray(String[]::new)).orElse(SCOPES.toArray(String[]::new));
        return start.run.human
                ? realm.tokens().exchange(agent).subject(human).scope(scopes).send()
                : realm.tokens().clientCredentials(agent, scopes);
    }

    private static Set<String> ours(JsonNode claims) {
        Set<String> scopes = scopes(List.of(claims.path("scope").asText().split(" ")));
        scopes.retainAll(SCOPES);
        return scopes;
    }

    private static int chainLength(JsonNode claims) {
        int length = 0;
        for (JsonNode actor = claims.path("act"); !actor.isMissingNode(); actor = actor.path("act")) {
            length++;
        }
        return length;
    }

    private static Set<String> scopes(Iterable<String> names) {
        Set<String> scopes = new TreeSet<>();
        names.forEach(scopes::add);
        return scopes;
    }

    private static final class RunOf {
        final String agent;
        final RunOf parent;
        final boolean human;
        String id;
        boolean ended;

        RunOf(String agent, RunOf parent, boolean human) {
            this.agent = agent;
            this.parent = parent;
            this.human = human;
        }

        int depth() {
            return parent == null ? 0 : parent.depth() + 1;
        }

        boolean lives() {
            return !ended && (parent == null || parent.lives());
        }
    }

    private record Held(RunOf run, Set<String> scopes, String text) {

        /** An API that the token is for: others are told nothing. */
        io.agentpack.keycloak.it.kit.oauth.RegisteredClient reader() {
            return scopes.contains(MAIL_SEND) ? realm.mailApi() : realm.calendarApi();
        }

        @Override
        public String toString() {
            return "a token of " + run.agent + " at depth " + run.depth();
        }
    }

    enum Does {
        START,
        RENEW,
        HAND_OVER,
        END
    }

    record Step(Does does, int token, String agent, Optional<Set<String>> scopes) {}

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Does> does = Arbitraries.frequency(
                Tuple.of(1, Does.START), Tuple.of(3, Does.RENEW), Tuple.of(5, Does.HAND_OVER), Tuple.of(1, Does.END));
        Arbitrary<String> agents = Arbitraries.of("planner", "researcher", "writer", "explorer", "helper");
        Arbitrary<Optional<Set<String>>> scopes =
                Arbitraries.of(SCOPES).set().ofMinSize(1).optional(0.4);
        Arbitrary<Step> any = Combinators.combine(does, Arbitraries.integers().between(0, 3), agents, scopes)
                .as(Step::new);
        Arbitrary<Step> start = Combinators.combine(Arbitraries.of("planner", "explorer"), scopes)
                .as((agent, wanted) -> new Step(Does.START, 0, agent, wanted));
        return Combinators.combine(start, any.list().ofMinSize(1).ofMaxSize(3)).as((first, then) -> {
            List<Step> all = new ArrayList<>(List.of(first));
            all.addAll(then);
            return all;
        });
    }
}
