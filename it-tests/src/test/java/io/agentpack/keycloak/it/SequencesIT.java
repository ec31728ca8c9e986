package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.SequencesModel.delegatesOf;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.SequencesModel.RunOf;
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
    private static TestRealm realm;
    private static final Map<String, AgentInstance> AGENTS = new HashMap<>();
    private static String human;

    @BeforeContainer
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "sequences")
                .agent(handingOver(AgentSpec.delegated("planner"), "planner"))
                .agent(handingOver(AgentSpec.delegated("researcher"), "researcher"))
                .agent(handingOver(AgentSpec.delegated("writer"), "writer"))
                .agent(handingOver(AgentSpec.autonomous("explorer", "bob"), "explorer")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.bounded("helper", "bob"))
                .setting("accessTokenLifespan", 3600)
                .create();
        List.of("planner", "researcher", "writer", "explorer", "helper")
                .forEach(agent -> AGENTS.put(agent, realm.instanceOf(agent)));
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, CALENDAR_WRITE, MAIL_SEND);
    }

    private static AgentSpec handingOver(AgentSpec agent, String name) {
        return agent.with("agent.delegates", delegatesOf(name).toArray(String[]::new))
                .with("agent.delegation.max-depth", "" + SequencesModel.DEEPEST);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void theServerDoesWhatTheModelSays(@ForAll("sequences") List<Step> steps) {
        SequencesModel model = new SequencesModel();
        List<Held> tokens = new ArrayList<>();
        try {
            steps.forEach(step -> take(step, model, tokens));
            tokens.stream().skip(Math.max(0, tokens.size() - 2)).forEach(token -> {
                boolean active = realm.tokens()
                        .introspect(token.reader(), token.text)
                        .body()
                        .path("active")
                        .asBoolean();
                assertThat(active).as("%s is accepted", token).isEqualTo(token.run.lives());
            });
        } finally {
            steps.stream()
                    .filter(step -> step.does == Does.FORBID)
                    .map(Step::agent)
                    .distinct()
                    .forEach(agent -> delegates(agent, delegatesOf(agent)));
        }
    }

    private static void take(Step step, SequencesModel model, List<Held> tokens) {
        switch (step.does) {
            case START -> {
                RunOf run = model.start(
                        step.agent.equals("planner") ? "planner" : "explorer", step.agent.equals("planner"));
                Held start = new Held(run, scopes(SCOPES), null);
                check(step, Optional.empty(), start, request(step, start), tokens);
            }
            case DISABLE -> {
                realm.admin().clients().disable(step.agent);
                realm.admin().clients().update(step.agent, Map.of("enabled", true));
                tokens.stream()
                        .filter(token -> token.run.agent.equals(step.agent))
                        .forEach(token -> token.run.ended = true);
            }
            case FORBID -> {
                delegates(step.agent, Set.of());
                model.forbid(step.agent);
            }
            default -> {
                if (!tokens.isEmpty()) {
                    with(tokens.get(step.token % tokens.size()), step, model, tokens);
                }
            }
        }
    }

    private static void with(Held token, Step step, SequencesModel model, List<Held> tokens) {
        RunOf run = token.run;
        switch (step.does) {
            case END -> {
                int status = realm.runs(token.text).complete(run.id).status();
                assertThat(status).as(step.toString()).isEqualTo(run.lives() ? 204 : 401);
                run.ended |= run.lives();
            }
            case SUSPEND -> {
                int status = realm.admin().agents().suspend(run.id).status();
                assertThat(status).as(step.toString()).isEqualTo(run.isOver() || run.suspended ? 409 : 204);
                run.suspended = !run.isOver();
            }
            case RESUME -> {
                int status = realm.admin().agents().resume(run.id).status();
                assertThat(status).as(step.toString()).isEqualTo(run.suspended && !run.isOver() ? 204 : 409);
                run.suspended = false;
            }
            default -> exchange(step, step.does == Does.RENEW ? run.agent : step.agent, token, model, tokens);
        }
    }

    private static void exchange(Step step, String agent, Held token, SequencesModel model, List<Held> tokens) {
        RunOf run = agent.equals(token.run.agent) ? token.run : model.child(agent, token.run);
        Reply reply = step.scopes
                .map(scopes -> realm.tokens()
                        .exchange(AGENTS.get(agent))
                        .subject(token.text)
                        .scope(scopes.toArray(String[]::new)))
                .orElseGet(() -> realm.tokens().exchange(AGENTS.get(agent)).subject(token.text))
                .send();
        check(step, model.refusal(agent, token.run), new Held(run, token.scopes, null), reply, tokens);
    }

    private static void delegates(String agent, Set<String> names) {
        realm.admin()
                .clients()
                .update(agent, Map.of("attributes", Map.of("agent.delegates", String.join("##", names))));
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
        SUSPEND,
        RESUME,
        END,
        /** Disables an agent and enables it again at once: nothing of it comes back. */
        DISABLE,
        /** Takes everybody off an agent's list of delegates. */
        FORBID
    }

    record Step(Does does, int token, String agent, Optional<Set<String>> scopes) {}

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Does> does = Arbitraries.frequency(
                Tuple.of(2, Does.START),
                Tuple.of(5, Does.RENEW),
                Tuple.of(9, Does.HAND_OVER),
                Tuple.of(2, Does.SUSPEND),
                Tuple.of(2, Does.RESUME),
                Tuple.of(2, Does.END),
                Tuple.of(1, Does.DISABLE),
                Tuple.of(1, Does.FORBID));
        Arbitrary<String> agents = Arbitraries.of("planner", "researcher", "writer", "explorer", "helper");
        Arbitrary<Optional<Set<String>>> scopes =
                Arbitraries.of(SCOPES).set().ofMinSize(1).optional(0.4);
        Arbitrary<Step> any = Combinators.combine(does, Arbitraries.integers().between(0, 3), agents, scopes)
                .as(Step::new);
        Arbitrary<Step> start = Combinators.combine(Arbitraries.of("planner", "explorer"), scopes)
                .as((agent, wanted) -> new Step(Does.START, 0, agent, wanted));
        return Combinators.combine(start, any.list().ofMinSize(1).ofMaxSize(4)).as((first, then) -> {
            List<Step> all = new ArrayList<>(List.of(first));
            all.addAll(then);
            return all;
        });
    }
}
