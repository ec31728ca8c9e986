package io.agentpack.keycloak.domain.model;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.chain.Actor;
import io.agentpack.keycloak.domain.decision.Attenuate;
import io.agentpack.keycloak.domain.decision.Draft;
import io.agentpack.keycloak.domain.decision.HandOver;
import io.agentpack.keycloak.domain.decision.RenewRun;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.fixture.Agents;
import io.agentpack.keycloak.domain.run.Deadline;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The real rules in a world of their own: what the adapters do around them is done here in memory, in the same order. */
final class World {
    static final Instant BEGINNING = Instant.parse("2026-11-23T12:00:00Z");
    static final long HUMAN_STAYS = 8000;

    /** @param from the token it was made from; empty at the start of a run */
    record Token(Run run, Authority authority, Instant expires, Optional<Token> from) {}

    final InMemoryLedger ledger = new InMemoryLedger();
    final List<Token> tokens = new ArrayList<>();
    private final Map<String, Agents> agents = new HashMap<>();
    private final Map<String, Set<String>> clientScopes = new HashMap<>();
    private final Set<String> extra = new HashSet<>();
    Instant now = BEGINNING;

    World() {
        for (String name : Universe.AGENTS) {
            agents.put(
                    name,
                    (Universe.isDelegated(name) ? Agents.agent(name) : Agents.bounded(name))
                            .with(AgentAttributes.MAX_DEPTH, 2)
                            .with(
                                    AgentAttributes.DELEGATES,
                                    String.join(AgentAttributes.LIST_SEPARATOR, Universe.AGENTS)));
            clientScopes.put(name, Universe.SCOPES);
        }
        agents.get("explorer").with(AgentAttributes.AUTHORITY, "autonomous");
    }

    Optional<Outcome> take(Step step) {
        if (step instanceof Step.Start start) {
            return Optional.of(answer(() -> start(start)));
        }
        if (step instanceof Step.Renew renew) {
            return token(renew.token())
                    .map(token -> answer(() -> exchange(
                            token,
                            token.run().agent(),
                            renew.sameInstance() ? token.run().instance().id() : "other",
                            renew.wish())));
        }
        if (step instanceof Step.HandOver handOver) {
            return token(handOver.token())
                    .map(token -> answer(() -> exchange(
                            token,
                            handOver.agent(),
                            handOver.agent().equals(token.run().agent())
                                    ? token.run().instance().id()
                                    : "instance",
                            handOver.wish())));
        }
        if (step instanceof Step.Suspend suspend) {
            run(suspend.run()).ifPresent(ledger::suspend);
        } else if (step instanceof Step.Resume resume) {
            run(resume.run()).ifPresent(ledger::resume);
        } else if (step instanceof Step.End end) {
            run(end.run()).ifPresent(run -> ledger.end(List.of(run)));
        } else if (step instanceof Step.HumanLeaves) {
            ledger.humanLeaves();
        } else if (step instanceof Step.Tick tick) {
            now = now.plusSeconds(tick.seconds());
        } else if (step instanceof Step.Configure configure) {
            configure(configure);
        }
        return Optional.empty();
    }

    boolean accepts(Token token) {
        return now.isBefore(token.expires()) && ledger.lives(token.run().id(), now);
    }

    private Token start(Step.Start step) {
        Agents settings = agents.get(step.agent()).instance("instance");
        StartRun.Agent agent = settings.build();
        String id = "run-" + ledger.all().size();
        if (!Universe.isDelegated(step.agent())) {
            Draft draft = StartRun.onItsOwn(id, agent, asked(step.wish()), now, Optional.empty());
            return issue(agent, draft, Optional.empty(), step.wish());
        }
        if (!humanIsThere()) {
            throw new RefusedException(Refusal.SUBJECT_TOKEN_INVALID, "the human has left");
        }
        StartRun.Human human = new StartRun.Human(
                "alice",
                new Run.HumanGrant("session", "app", "token", Optional.empty()),
                step.named(),
                false,
                true,
                Optional.of(BEGINNING.plusSeconds(HUMAN_STAYS)));
        Draft draft = StartRun.delegated(id, agent, human, asked(step.wish()), now);
        Token inbound = new Token(null, held(step.humanScopes(), true), now, Optional.empty());
        return issue(agent, draft, Optional.of(inbound), step.wish());
    }

    private Token exchange(Token token, String client, String instance, Step.Wish wish) {
        StartRun.Agent agent = agents.get(client).instance(instance).build();
        boolean own = token.run().agent().equals(client);
        if (!accepts(token)) {
            throw own && now.isBefore(token.expires())
                    ? new RefusedException(Refusal.RUN_NOT_ACTIVE, "over")
                    : new RefusedException(Refusal.SUBJECT_TOKEN_INVALID, "not valid");
        }
        Run run = asItIsNow(token.run());
        if (own) {
            Run renewed = RenewRun.of(run, agent.evidence(), asked(wish), now);
            Authority authority = authority(agent, Optional.of(token), wish);
            if (asked(wish).limitsAnything()) {
                ledger.lowered(RenewRun.recorded(ledger.find(run.id()), renewed, asked(wish)));
            }
            return keep(agent, renewed, authority, Optional.of(token));
        }
        Run parent = run.within(agents.get(run.agent()).profile());
        Draft draft = HandOver.to(
                agent,
                "run-" + ledger.all().size(),
                parent,
                false,
                ledger.liveChildren(run.id(), now),
                asked(wish),
                now);
        return issue(agent, draft, Optional.of(token), wish);
    }

    Run asItIsNow(Run run) {
        return ledger.underAll(ledger.find(run.id()), agent -> agents.get(agent).profile());
    }

    private Token issue(StartRun.Agent agent, Draft draft, Optional<Token> inbound, Step.Wish wish) {
        Authority authority = authority(agent, inbound, wish);
        Run run = draft.with(authority);
        ledger.open(run);
        return keep(agent, run, authority, inbound.filter(token -> token.run() != null));
    }

    private Token keep(StartRun.Agent agent, Run run, Authority authority, Optional<Token> from) {
        Instant expires = Deadline.ofToken(now, agent.profile().tokenMaxLifetime(), run.deadline());
        Token token = new Token(run, authority, expires, from);
        tokens.add(token);
        return token;
    }

    private Authority authority(StartRun.Agent agent, Optional<Token> inbound, Step.Wish wish) {
        String client = agent.profile().clientId();
        Scopes assigned = new Scopes(clientScopes.get(client));
        Scopes granted = Attenuate.scopes(
                wish.scopes().map(Scopes::new),
                inbound.map(token -> token.authority().scopes()),
                assigned,
                assigned);
        return Attenuate.of(
                held(granted.values(), extra.contains(client)), inbound.map(Token::authority), Set.of(), Set.of());
    }

    /** What Keycloak computes for a client with these scopes: each scope brings an audience and a role there. */
    private static Authority held(Set<String> scopes, boolean extra) {
        Map<String, Set<String>> roles = new HashMap<>();
        Set<String> audiences = new TreeSet<>();
        scopes.forEach(scope -> {
            audiences.add("api-" + scope);
            roles.put("api-" + scope, Set.of("use"));
        });
        if (extra) {
            audiences.add("api-extra");
        }
        return new Authority(new Scopes(scopes), extra ? Set.of("user", "extra") : Set.of("user"), roles, audiences);
    }

    private void configure(Step.Configure step) {
        Agents agent = agents.get(step.agent());
        Step.Setting setting = step.setting();
        if (setting instanceof Step.Setting.Depth depth) {
            agent.with(AgentAttributes.MAX_DEPTH, depth.depth());
        } else if (setting instanceof Step.Setting.Children children) {
            agent.with(AgentAttributes.MAX_CHILDREN, children.children());
        } else if (setting instanceof Step.Setting.Delegates delegates) {
            agent.with(AgentAttributes.DELEGATES, String.join(AgentAttributes.LIST_SEPARATOR, delegates.names()));
        } else if (setting instanceof Step.Setting.Scopes scopes) {
            clientScopes.put(step.agent(), scopes.names());
        } else if (setting instanceof Step.Setting.Extra given) {
            extra.remove(step.agent());
            if (given.given()) {
                extra.add(step.agent());
            }
        } else if (setting instanceof Step.Setting.EnvironmentIs environment) {
            boolean moved = !agent.profile().environment().name().equals(environment.name());
            agent.with(AgentAttributes.ENVIRONMENT, environment.name());
            if (moved) {
                ledger.endOf(step.agent());
            }
        }
    }

    private boolean humanIsThere() {
        return ledger.humanIsThere() && now.isBefore(BEGINNING.plusSeconds(HUMAN_STAYS));
    }

    private Outcome answer(Supplier<Token> request) {
        try {
            Token token = request.get();
            Run run = asItIsNow(token.run());
            return new Outcome.Granted(
                    Integer.parseInt(run.id().substring("run-".length())),
                    new TreeSet<>(token.authority().scopes().values()),
                    new TreeSet<>(token.authority().realmRoles()),
                    new TreeSet<>(token.authority().audiences()),
                    run.chain().actors().stream().map(Actor::clientId).toList(),
                    run.depth(),
                    seconds(token.expires()),
                    seconds(run.deadline()),
                    run.limits().depth(),
                    run.limits().children());
        } catch (RefusedException refused) {
            return new Outcome.Refused(refused.refusal().error());
        }
    }

    private static long seconds(Instant at) {
        return Duration.between(BEGINNING, at).toSeconds();
    }

    private Optional<Token> token(int number) {
        return tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(number % tokens.size()));
    }

    private Optional<String> run(int number) {
        List<Run> runs = ledger.all();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(runs.get(number % runs.size()).id());
    }

    private static RunLimits.Asked asked(Step.Wish wish) {
        return new RunLimits.Asked(
                Optional.empty(),
                wish.duration().map(Duration::ofSeconds),
                wish.depth(),
                wish.children(),
                wish.delegates());
    }
}
