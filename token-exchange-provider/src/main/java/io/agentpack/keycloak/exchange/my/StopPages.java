package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import io.agentpack.keycloak.ledger.report.CauseRecord;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** Stopping: what will happen, the stop, what did happen. */
final class StopPages {
    private final KeycloakSession session;
    private final Person person;
    private final Pages page;
    private final MyRuns runs;
    private final Cards cards;
    private final Addresses addresses;

    StopPages(KeycloakSession session, Person person) {
        this.session = session;
        this.person = person;
        this.page = Pages.of(session, person);
        this.runs = new MyRuns(session, person, page.clock());
        this.cards = new Cards(session, runs, page);
        this.addresses = Addresses.of(session);
    }

    Response before(StopTarget target) {
        List<RunRecord> hit = hit(target);
        return hit.isEmpty() ? nothingRuns() : confirm(target, hit);
    }

    /** In the transaction of this request, as every stop. Then another page, so that reading it anew doesn't stop anything anew. */
    Response stop(StopTarget target) {
        return hit(target).isEmpty()
                ? nothingRuns()
                : Response.seeOther(addresses.page("stopped/" + end(target))).build();
    }

    /** Very many are recorded one after the other once they are stopped; until then the page says so. */
    Response after(String cause) {
        // What falls first: whatever is recorded in between is there in both, and not in neither.
        List<RunRecord> falling = runs.fallingBy(Params.id(cause));
        List<RunRecord> ended = runs.endedBy(cause);
        if (ended.isEmpty() && !isTheirs(cause)) {
            throw new NotFoundException();
        }
        Map<String, RunRecord> stopped = new LinkedHashMap<>();
        Stream.concat(ended.stream(), falling.stream()).forEach(run -> stopped.putIfAbsent(run.id(), run));
        return page.with("count", stopped.size())
                .with("agents", distinct(stopped.values(), cards.names()::agent))
                .with("told", new Telling(session, runs, cards.names()).of(ended))
                .with("here", addresses.path("stopped/" + cause))
                .show("agents-my-stopped.ftl");
    }

    private boolean isTheirs(String cause) {
        return RunReports.in(session).cause(cause).flatMap(CauseRecord::byUser).equals(Optional.of(person.id()));
    }

    private Response confirm(StopTarget target, List<RunRecord> hit) {
        return Consequences.of(session, cards.names(), hit)
                .on(page)
                .with("kind", kind(target))
                .with("name", name(target))
                .with("action", addresses.path("stop/" + target.path()))
                .show("agents-my-stop.ftl");
    }

    /** @return id of the cause */
    private String end(StopTarget target) {
        EndRuns end = EndRuns.here(session);
        Optional<String> by = Optional.of(person.id());
        RunsOn mine = RunsOn.of(Hook.SUBJECT, person.id());
        if (target instanceof StopTarget.OneRun one) {
            return end.because(CauseKind.HUMAN_REVOKED, List.of(one.run().id()), by, Optional.empty()).stream()
                    .findFirst()
                    .flatMap(ended -> ended.run().causeId())
                    .orElseThrow(NotFoundException::new);
        }
        RunsOn which = target instanceof StopTarget.OneAgent one ? mine.and(Hook.AGENT, one.agentUuid()) : mine;
        return end.all(which, CauseKind.HUMAN_REVOKED, by, Optional.empty());
    }

    private List<RunRecord> hit(StopTarget target) {
        if (target instanceof StopTarget.OneRun one) {
            return runs.isLive(one.run()) ? runs.liveUnder(one.run().id()) : List.of();
        }
        return target instanceof StopTarget.OneAgent one ? runs.liveOfAgent(one.agentUuid()) : runs.live();
    }

    private Response nothingRuns() {
        return page.problem(Response.Status.OK, "agentsMyNothingRuns");
    }

    private String name(StopTarget target) {
        if (target instanceof StopTarget.OneRun one) {
            return cards.names().agent(one.run());
        }
        return target instanceof StopTarget.OneAgent one
                ? cards.names().client(session.getContext().getRealm().getClientById(one.agentUuid()))
                : "";
    }

    private static String kind(StopTarget target) {
        return target.path().substring(0, target.path().indexOf('/'));
    }

    private static List<String> distinct(Collection<RunRecord> runs, Function<RunRecord, String> name) {
        return runs.stream().map(name).distinct().sorted().toList();
    }
}
