package io.agentpack.keycloak.domain.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rules say, once more and as plainly as possible: numbers and sets, every consequence written down at once in everything it
 * hits. Nothing of the real rules is used here.
 */
final class PlainModel {
    private static final long RUN_LIFETIME = 3600;
    private static final long TOKEN_LIFETIME = 300;

    private static final class Settings {
        int depth = 2;
        int children = 16;
        Set<String> delegates = Set.copyOf(Universe.AGENTS);
        Set<String> scopes = Universe.SCOPES;
        boolean extra;
        String environment = "development";
    }

    private static final class PlainRun {
        String agent;
        PlainRun parent;
        final List<PlainRun> kids = new ArrayList<>();
        List<String> chain = List.of();
        boolean human;
        String environment;
        long deadline;
        int depth;
        int depthLeft;
        int children;
        Set<String> delegates;
        Set<String> names; // null: anybody
        boolean suspended;
        boolean ended;

        boolean isHeld() {
            return suspended || parent != null && parent.isHeld();
        }

        void end() {
            ended = true;
            kids.forEach(PlainRun::end);
        }

        void lower(long latest, int mostDepth, int mostChildren, Set<String> onlyNames) {
            deadline = Math.min(deadline, latest);
            depthLeft = Math.max(0, Math.min(depthLeft, mostDepth));
            children = Math.min(children, mostChildren);
            names = common(names, onlyNames);
            kids.forEach(kid -> kid.lower(deadline, depthLeft - 1, children, names));
        }
    }

    private record PlainToken(int run, Set<String> scopes, Set<String> roles, Set<String> audiences, long expires) {}

    private final Map<String, Settings> settings = new HashMap<>();
    private final List<PlainRun> runs = new ArrayList<>();
    private final List<PlainToken> tokens = new ArrayList<>();
    private boolean humanLeft;
    private long now;

    PlainModel() {
        Universe.AGENTS.forEach(agent -> settings.put(agent, new Settings()));
    }

    Optional<Outcome> take(Step step) {
        if (step instanceof Step.Start start) {
            return Optional.of(start(start));
        }
        if (step instanceof Step.Renew renew && !tokens.isEmpty()) {
            PlainToken token = tokens.get(renew.token() % tokens.size());
            return Optional.of(renew(token, renew.sameInstance(), renew.wish()));
        }
        if (step instanceof Step.HandOver handOver && !tokens.isEmpty()) {
            PlainToken token = tokens.get(handOver.token() % tokens.size());
            return Optional.of(
                    runs.get(token.run).agent.equals(handOver.agent())
                            ? renew(token, true, handOver.wish())
                            : handOver(token, handOver.agent(), handOver.wish()));
        }
        if (step instanceof Step.Suspend suspend && !runs.isEmpty()) {
            PlainRun run = runs.get(suspend.run() % runs.size());
            run.suspended = run.suspended || !run.ended;
        } else if (step instanceof Step.Resume resume && !runs.isEmpty()) {
            runs.get(resume.run() % runs.size()).suspended = false;
        } else if (step instanceof Step.End end && !runs.isEmpty()) {
            runs.get(end.run() % runs.size()).end();
        } else if (step instanceof Step.HumanLeaves) {
            humanLeft = true;
            runs.stream().filter(run -> run.human).forEach(PlainRun::end);
        } else if (step instanceof Step.Tick tick) {
            now += tick.seconds();
            runs.stream().filter(run -> run.deadline <= now).forEach(PlainRun::end);
        } else if (step instanceof Step.Configure configure) {
            configure(configure);
        }
        return Optional.empty();
    }

    boolean accepts(int number) {
        PlainToken token = tokens.get(number);
        return now < token.expires && lives(token.run);
    }

    private boolean lives(int run) {
        return !runs.get(run).ended && !runs.get(run).isHeld();
    }

    private Outcome start(Step.Start step) {
        boolean human = Universe.isDelegated(step.agent());
        Settings own = settings.get(step.agent());
        if (human && (humanLeft || now >= World.HUMAN_STAYS)) {
            return new Outcome.Refused("invalid_request");
        }
        if (human && !step.named()) {
            return new Outcome.Refused("actor_unauthorized");
        }
        PlainRun run = new PlainRun();
        run.agent = step.agent();
        run.human = human;
        run.chain = human ? List.of(step.agent()) : List.of();
        run.environment = own.environment;
        run.deadline = human ? Math.min(now + RUN_LIFETIME, World.HUMAN_STAYS) : now + RUN_LIFETIME;
        run.depthLeft = own.depth;
        run.children = own.children;
        run.delegates = own.delegates;
        ask(run, step.wish());
        PlainToken inbound = human
                ? new PlainToken(
                        -1, step.humanScopes(), Set.of("user", "extra"), apis(step.humanScopes(), true), Long.MAX_VALUE)
                : null;
        return issue(run, inbound, step.wish());
    }

    private Outcome renew(PlainToken token, boolean sameInstance, Step.Wish wish) {
        PlainRun run = runs.get(token.run);
        if (now >= token.expires) {
            return new Outcome.Refused("invalid_request");
        }
        if (!lives(token.run) || !sameInstance) {
            return new Outcome.Refused("invalid_grant");
        }
        if (beyond(wish, run.agent, token)) {
            return new Outcome.Refused("invalid_scope");
        }
        ask(run, wish);
        return grant(token.run, run.agent, token, wish);
    }

    private Outcome handOver(PlainToken token, String agent, Step.Wish wish) {
        PlainRun parent = runs.get(token.run);
        Settings parentNow = settings.get(parent.agent);
        Settings own = settings.get(agent);
        if (now >= token.expires || !lives(token.run)) {
            return new Outcome.Refused("invalid_request");
        }
        if (Universe.isDelegated(agent) != parent.human) {
            return new Outcome.Refused("unauthorized_client");
        }
        boolean listed = parent.delegates.contains(agent) && parentNow.delegates.contains(agent);
        if (!listed || parent.names != null && !parent.names.contains(agent)) {
            return new Outcome.Refused("actor_unauthorized");
        }
        if (!own.environment.equals(parent.environment)) {
            return new Outcome.Refused("actor_unauthorized");
        }
        int depthLeft = Math.min(depthNow(parent), parentNow.depth);
        int children = Math.min(childrenNow(parent), parentNow.children);
        long living = parent.kids.stream().filter(kid -> !kid.ended).count();
        if (depthLeft < 1 || living >= children) {
            return new Outcome.Refused("invalid_request");
        }
        PlainRun run = new PlainRun();
        run.agent = agent;
        run.parent = parent;
        run.human = parent.human;
        run.chain = new ArrayList<>(List.of(agent));
        run.chain.addAll(parent.chain);
        run.environment = parent.environment;
        run.deadline = Math.min(now + RUN_LIFETIME, parent.deadline);
        run.depth = parent.depth + 1;
        run.depthLeft = Math.min(depthLeft - 1, own.depth);
        run.children = Math.min(children, own.children);
        run.delegates = own.delegates;
        run.names = parent.names;
        ask(run, wish);
        return issue(run, token, wish);
    }

    private int depthNow(PlainRun run) {
        return run.parent == null
                ? run.depthLeft
                : Math.max(
                        0,
                        Math.min(
                                run.depthLeft,
                                Math.min(depthNow(run.parent), settings.get(run.parent.agent).depth) - 1));
    }

    private int childrenNow(PlainRun run) {
        return run.parent == null
                ? run.children
                : Math.min(run.children, Math.min(childrenNow(run.parent), settings.get(run.parent.agent).children));
    }

    private void ask(PlainRun run, Step.Wish wish) {
        run.lower(
                wish.duration().map(seconds -> now + seconds).orElse(Long.MAX_VALUE),
                wish.depth().orElse(Integer.MAX_VALUE),
                wish.children().orElse(Integer.MAX_VALUE),
                wish.delegates().orElse(null));
    }

    private Outcome issue(PlainRun run, PlainToken inbound, Step.Wish wish) {
        if (beyond(wish, run.agent, inbound)) {
            return new Outcome.Refused("invalid_scope");
        }
        runs.add(run);
        if (run.parent != null) {
            run.parent.kids.add(run);
        }
        return grant(runs.size() - 1, run.agent, inbound, wish);
    }

    private boolean beyond(Step.Wish wish, String agent, PlainToken inbound) {
        return wish.scopes()
                .map(scopes -> scopes.stream()
                        .anyMatch(scope -> !settings.get(agent).scopes.contains(scope)
                                || inbound != null && !inbound.scopes.contains(scope)))
                .orElse(false);
    }

    private Outcome grant(int number, String agent, PlainToken inbound, Step.Wish wish) {
        PlainRun run = runs.get(number);
        Settings own = settings.get(agent);
        Set<String> scopes = new TreeSet<>(wish.scopes().orElse(own.scopes));
        Set<String> roles = new TreeSet<>(own.extra ? Set.of("user", "extra") : Set.of("user"));
        if (inbound != null) {
            scopes.retainAll(inbound.scopes);
            roles.retainAll(inbound.roles);
        }
        Set<String> audiences = apis(scopes, own.extra);
        if (inbound != null) {
            audiences.retainAll(inbound.audiences);
        }
        long expires = Math.min(now + TOKEN_LIFETIME, run.deadline);
        tokens.add(new PlainToken(number, scopes, roles, audiences, expires));
        return new Outcome.Granted(
                number,
                scopes,
                roles,
                audiences,
                run.chain,
                run.depth,
                expires,
                run.deadline,
                depthNow(run),
                childrenNow(run));
    }

    private void configure(Step.Configure step) {
        Settings own = settings.get(step.agent());
        Step.Setting setting = step.setting();
        if (setting instanceof Step.Setting.Depth depth) {
            own.depth = depth.depth();
        } else if (setting instanceof Step.Setting.Children children) {
            own.children = children.children();
        } else if (setting instanceof Step.Setting.Delegates delegates) {
            own.delegates = delegates.names();
        } else if (setting instanceof Step.Setting.Scopes scopes) {
            own.scopes = scopes.names();
        } else if (setting instanceof Step.Setting.Extra extra) {
            own.extra = extra.given();
        } else if (setting instanceof Step.Setting.EnvironmentIs environment) {
            if (!own.environment.equals(environment.name())) {
                runs.stream().filter(run -> run.agent.equals(step.agent())).forEach(PlainRun::end);
            }
            own.environment = environment.name();
        }
    }

    private static Set<String> apis(Set<String> scopes, boolean extra) {
        Set<String> apis = new TreeSet<>();
        scopes.forEach(scope -> apis.add("api-" + scope));
        if (extra) {
            apis.add("api-extra");
        }
        return apis;
    }

    /** Null means everything. */
    private static Set<String> common(Set<String> one, Set<String> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }
}
