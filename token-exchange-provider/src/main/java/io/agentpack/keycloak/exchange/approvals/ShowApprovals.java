package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The list and the page of one request. */
final class ShowApprovals {
    private static final int WAITING = 50;
    private static final int OVER = 25;

    private final RealmModel realm;
    private final Person person;
    private final Pages page;
    private final MyRequests requests;
    private final DescribeApproval describe;
    private final Addresses addresses;

    ShowApprovals(KeycloakSession session, Person person) {
        this.realm = session.getContext().getRealm();
        this.person = person;
        this.page = Pages.of(session, person);
        this.requests = new MyRequests(session, person.user(), page.clock().now());
        this.describe = new DescribeApproval(session, person, page);
        this.addresses = Addresses.of(session);
    }

    Instant now() {
        return page.clock().now();
    }

    Optional<ApprovalRecord> find(String id) {
        return requests.find(id);
    }

    Response list(int first) {
        List<ApprovalRecord> newest = requests.list(Optional.empty(), first, OVER + 1);
        String here = addresses.path("approvals");
        return page.with("waiting", cards(first > 0 ? List.of() : requests.list(pending(), 0, WAITING)))
                .with(
                        "over",
                        cards(newest.stream()
                                .limit(OVER)
                                .filter(request -> request.stateAt(now()) != ApprovalState.PENDING)
                                .toList()))
                .with("newer", first > 0 ? here + "?first=" + Math.max(0, first - OVER) : "")
                .with("older", newest.size() > OVER ? here + "?first=" + (first + OVER) : "")
                .show("agents-approvals.ftl");
    }

    /** @param notice key of a message about what has just not happened; empty for none */
    Response one(ApprovalRecord request, Response.Status status, String notice) {
        boolean pending = request.stateAt(now()) == ApprovalState.PENDING;
        Optional<DecidingPerson> deciding = DecidingPerson.at(person).filter(here -> pending);
        boolean recent = deciding.filter(here -> RecentSignIn.isRecent(here, realm, now()))
                .isPresent();
        return page.with("approval", describe.whole(request))
                .with("notice", notice)
                .with("pending", pending)
                .with("mayDecide", recent)
                .with("mustSignIn", deciding.isPresent() && !recent)
                .with("action", addresses.path("approvals/" + request.id()))
                .with("signIn", addresses.path("approvals/" + request.id() + "/sign-in"))
                .with("list", addresses.path("approvals"))
                .show("agents-approvals-one.ftl", status);
    }

    private List<ApprovalCard> cards(List<ApprovalRecord> some) {
        return some.stream().map(describe::card).toList();
    }

    private static Optional<ApprovalState> pending() {
        return Optional.of(ApprovalState.PENDING);
    }
}
