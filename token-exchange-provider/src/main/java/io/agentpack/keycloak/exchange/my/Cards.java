package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** Turns runs into what a page shows: trees, gathered by what they are for. */
final class Cards {
    /** Runs on a page; it is for reading, and must be there at once. */
    private static final int ROOM = 60;
    /** Hand-overs of one run that are shown. */
    private static final int EACH = 10;
    /** Permissions and places of one run that are named. */
    private static final int NAMED = 12;

    private final MyRuns runs;
    private final Words words;
    private final Clock clock;
    private final Names names;
    private final Addresses addresses;
    private final Map<String, Set<String>> audiences = new HashMap<>();

    Cards(KeycloakSession session, MyRuns runs, Pages page) {
        this.runs = runs;
        this.words = page.words();
        this.clock = page.clock();
        this.names = new Names(session.getContext().getRealm(), words);
        this.addresses = Addresses.of(session);
    }

    Names names() {
        return names;
    }

    List<Goal> byGoal(List<Forest.Tree> trees) {
        List<Clipped> shown = Clipped.of(trees, ROOM, EACH);
        audiences.putAll(runs.audiences(shown.stream().flatMap(Clipped::all).toList()));
        Map<String, List<RunCard>> byGoal = new LinkedHashMap<>();
        shown.forEach(tree -> byGoal.computeIfAbsent(
                        ShownText.of(tree.run().goal().orElse(""), ShownText.SENTENCE), goal -> new ArrayList<>())
                .add(card(tree)));
        return byGoal.entrySet().stream()
                .map(goal -> new Goal(goal.getKey(), goal.getValue()))
                .toList();
    }

    private RunCard card(Clipped tree) {
        RunRecord run = tree.run();
        boolean live = runs.isLive(run);
        return new RunCard(
                run.id(),
                names.agent(run),
                names.owner(run),
                words.say("agentsMyState_" + runs.state(run).value()),
                live
                        ? ""
                        : run.cause()
                                .map(cause -> words.say("agentsMyCause_" + cause))
                                .orElse(""),
                live,
                named(names.permissions(run.scope())),
                named(audiences.getOrDefault(run.id(), Set.of()).stream()
                        .map(names::api)
                        .sorted()
                        .toList()),
                clock.moment(run.started()),
                clock.moment(run.deadline()),
                live ? null : clock.moment(run.ended().orElse(run.deadline())),
                addresses.path("task/" + run.id()),
                addresses.path("stop/run/" + run.id()),
                addresses.path("stop/agent/" + run.agentUuid()),
                tree.handedTo().stream().map(this::card).toList(),
                tree.more());
    }

    private List<String> named(List<String> all) {
        return all.size() <= NAMED
                ? all
                : Stream.concat(
                                all.stream().limit(NAMED),
                                Stream.of(words.say("agentsMyMoreNames", all.size() - NAMED)))
                        .toList();
    }
}
