package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.approval.ApprovalQuery;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** The story of a run until it asks: what it handed over, what it asked for before and what became of that. */
final class WhatItHasDone {
    /** Of each kind; a page is for reading. */
    private static final int MOST = 20;

    private final KeycloakSession session;
    private final Words words;
    private final Clock clock;
    private final Names names;

    WhatItHasDone(KeycloakSession session, Words words, Clock clock, Names names) {
        this.session = session;
        this.words = words;
        this.clock = clock;
        this.names = names;
    }

    private record Entry(String what, Instant at) {}

    /** Oldest first; without the request itself. */
    List<WholeApproval.Done> in(RunRecord run, ApprovalRecord request) {
        return Stream.of(handedOver(run), askedBefore(run, request), journal(run))
                .flatMap(entries -> entries)
                .sorted(Comparator.comparing(Entry::at))
                .map(entry -> new WholeApproval.Done(entry.what(), clock.moment(entry.at())))
                .toList();
    }

    private Stream<Entry> handedOver(RunRecord run) {
        // The run itself comes first in its tree.
        return RunReports.in(session).tree(run, 1, MOST).stream()
                .map(child -> new Entry(words.say("agentsApprovalsHandedTo", names.agent(child)), child.started()));
    }

    private Stream<Entry> askedBefore(RunRecord run, ApprovalRecord request) {
        ApprovalQuery query = new ApprovalQuery(Optional.empty(), Optional.of(run.id()), Optional.empty(), 0, MOST + 1);
        return Approvals.in(session).list(session.getContext().getRealm(), query, clock.now()).stream()
                .filter(other -> !other.id().equals(request.id()))
                .map(other -> new Entry(
                        words.say(
                                "agentsApprovalsAskedFor",
                                String.join(", ", names.permissions(other.asked())),
                                words.say("agentsApprovalsState_"
                                        + other.stateAt(clock.now()).value())),
                        other.requested()));
    }

    private Stream<Entry> journal(RunRecord run) {
        return RunReports.in(session).journalOf(run.id()).stream()
                .limit(MOST)
                .map(entry -> new Entry(words.say("agentsApprovalsJournal_" + entry.kind()), entry.at()));
    }
}
