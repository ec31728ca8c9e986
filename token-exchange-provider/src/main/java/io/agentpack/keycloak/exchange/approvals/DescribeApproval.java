package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Puts a request into the reader's words. */
final class DescribeApproval {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Person reader;
    private final Words words;
    private final Clock clock;
    private final Names names;
    private final Addresses addresses;
    private final AgentLedgerProvider ledger;

    DescribeApproval(KeycloakSession session, Person reader, Pages page) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.reader = reader;
        this.words = page.words();
        this.clock = page.clock();
        this.names = new Names(realm, words);
        this.addresses = Addresses.of(session);
        this.ledger = session.getProvider(AgentLedgerProvider.class);
    }

    ApprovalCard card(ApprovalRecord request) {
        ApprovalState state = request.stateAt(clock.now());
        boolean byRun = request.decider().equals(Optional.of(Decider.RUN));
        return new ApprovalCard(
                agent(request),
                request.subjectId().equals(reader.id()) ? "" : person(request.subjectId()),
                names.permissions(request.asked()),
                ShownText.of(request.goal().orElse(""), ShownText.SENTENCE),
                state == ApprovalState.PENDING,
                words.say("agentsApprovalsState_" + (byRun ? "run_over" : state.value())),
                clock.moment(request.requested()),
                clock.moment(request.expires()),
                by(request),
                request.decided().map(clock::moment).orElse(null),
                ShownText.of(request.note().orElse(""), 1000),
                addresses.path("approvals/" + request.id()));
    }

    WholeApproval whole(ApprovalRecord request) {
        Optional<RunRecord> run = ledger.find(realm, request.runId());
        return new WholeApproval(
                card(request),
                ShownText.of(request.environment(), ShownText.NAME),
                run.map(this::chain).orElse(List.of()),
                names.permissions(request.held()),
                run.map(RunRecord::id).map(ledger::audiences).stream()
                        .flatMap(audiences -> audiences.stream().map(names::api))
                        .sorted()
                        .toList(),
                lifetime(request),
                run.map(RunRecord::started).map(clock::moment).orElse(null),
                run.map(RunRecord::deadline).map(clock::moment).orElse(null),
                run.map(found -> new WhatItHasDone(session, words, clock, names).in(found, request))
                        .orElse(List.of()),
                outcome(request));
    }

    private String agent(ApprovalRecord request) {
        ClientModel client = realm.getClientById(request.agentUuid());
        return client == null ? ShownText.of(request.agent(), ShownText.NAME) : names.client(client);
    }

    private List<String> chain(RunRecord run) {
        List<String> actors = Arrays.stream(run.chain().split(">"))
                .filter(actor -> !actor.isEmpty())
                .map(names::api)
                .toList();
        return actors.size() > 1 ? actors : List.of();
    }

    private String lifetime(ApprovalRecord request) {
        ClientModel client = realm.getClientById(request.agentUuid());
        if (client == null) {
            return "";
        }
        AgentProfile profile = AgentClients.profileOf(client);
        return words.say(
                "agentsApprovalsForPass",
                Math.max(1, (profile.tokenMaxLifetime().toSeconds() + 59) / 60));
    }

    private String by(ApprovalRecord request) {
        return request.decidedBy()
                .map(id -> id.equals(reader.id()) ? words.say("agentsApprovalsYou") : person(id))
                .orElse("");
    }

    private String person(String id) {
        UserModel user = session.users().getUserById(realm, id);
        return user == null
                ? words.say("agentsApprovalsSomebodyGone")
                : ShownText.of(user.getUsername(), ShownText.NAME);
    }

    private String outcome(ApprovalRecord request) {
        return switch (request.stateAt(clock.now())) {
            case APPROVED -> words.say("agentsApprovalsNotYetFetched");
            case REDEEMED -> words.say("agentsApprovalsFetched");
            default -> "";
        };
    }
}
