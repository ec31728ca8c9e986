package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** Turns runs into what a page shows: trees, gathered by what they are for. */
final class Cards {
    /** Hand-overs of one run that are shown; a page is for reading. */
    private static final int ROOM = 20;

    private final MyRuns runs;
    private final Words words;
    private final Clock clock;
    private final Names names;
    private final Addresses addresses;

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
        Map<String, List<RunCard>> byGoal = new LinkedHashMap<>();
        trees.forEach(tree -> byGoal.computeIfAbsent(
                        ShownText.of(tree.run().goal().orElse(""), ShownText.SENTENCE), goal -> new ArrayList<>())
                .add(card(tree)));
        return byGoal.entrySet().stream()
                .map(goal -> new Goal(goal.getKey(), goal.getValue()))
                .toList();
    }

    private RunCard card(Forest.Tree tree) {
        RunRecord run = tree.run();
        boolean live = runs.isLive(run);
        return new RunCard(
                run.id(),
                names.agent(run),
                words.say("agentsMyState_" + runs.state(run).value()),
                live
                        ? ""
                        : run.cause()
                                .map(cause -> words.say("agentsMyCause_" + cause))
                                .orElse(""),
                live,
                names.permissions(run.scope()),
                runs.audiences(run).stream().map(names::api).sorted().toList(),
                clock.moment(run.started()),
                clock.moment(run.deadline()),
                live ? null : clock.moment(run.ended().orElse(run.deadline())),
                addresses.path("stop/run/" + run.id()),
                addresses.path("stop/agent/" + run.agentUuid()),
                tree.handedTo().stream().limit(ROOM).map(this::card).toList(),
                tree.handedTo().stream().skip(ROOM).mapToInt(Forest.Tree::size).sum());
    }
}
