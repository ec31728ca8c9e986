package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.Approver;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.mail.Letter;
import io.agentpack.keycloak.ledger.mail.Mail;
import io.agentpack.keycloak.ledger.mail.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * Tells who decides that there is something to decide. The link is to the page of the request, where they sign in and decide; it holds no secret
 * and does nothing by itself, so that whatever opens links in e-mails may open it.
 */
public final class AskByMail implements Letter {
    /** Of one agent, within the period in which a run may ask so often: an agent that starts many runs must not flood a mailbox. */
    private static final int MOST = EscalationPolicy.RATE;
    /** People of a role who are written to. The others see it on their page. */
    private static final int PEOPLE = 50;

    private final ApprovalRecord request;
    private final String link;

    private AskByMail(ApprovalRecord request, String link) {
        this.request = request;
        this.link = link;
    }

    public static void afterCommit(KeycloakSession session, ApprovalRecord request) {
        String link = Addresses.of(session).page("approvals/" + request.id()).toString();
        Mail.afterCommit(session, (own, realm) -> deciders(own, realm, request), new AskByMail(request, link));
    }

    private static List<UserModel> deciders(KeycloakSession session, RealmModel realm, ApprovalRecord request) {
        if (request.approverId().isPresent()) {
            return Optional.ofNullable(session.users()
                            .getUserById(realm, request.approverId().get()))
                    .map(List::of)
                    .orElse(List.of());
        }
        return request.approver()
                .flatMap(Approver::of)
                .flatMap(Approver::role)
                .map(realm::getRole)
                .map(role -> members(session, realm, role))
                .orElse(List.of());
    }

    private static List<UserModel> members(KeycloakSession session, RealmModel realm, RoleModel role) {
        return session.users().getRoleMembersStream(realm, role, 0, PEOPLE).toList();
    }

    @Override
    public String template() {
        return "agents-approvals-mail.ftl";
    }

    @Override
    public String bundle() {
        return "agents-approvals";
    }

    @Override
    public Optional<Content> write(Reader reader) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Approvals approvals = Approvals.in(reader.session());
        boolean waits = approvals
                .find(reader.realm(), request.id())
                .filter(stored -> stored.stateAt(now) == ApprovalState.PENDING)
                .isPresent();
        long recent =
                approvals.sinceOfAgent(reader.realm(), request.agentUuid(), now.minus(EscalationPolicy.RATE_PERIOD));
        return waits && recent <= MOST ? Optional.of(content(reader, now)) : Optional.empty();
    }

    private Content content(Reader reader, Instant now) {
        RealmModel realm = reader.realm();
        Words words = new Words(reader.theme(), realm, reader.locale());
        Names names = new Names(realm, words);
        ClientModel client = realm.getClientById(request.agentUuid());
        String agent = client == null ? ShownText.of(request.agent(), ShownText.NAME) : names.client(client);
        Clock clock = new Clock(words, reader.user().getFirstAttribute("zoneinfo"), now);
        return new Content(
                "agentsApprovalsMailSubject",
                List.of(agent),
                Map.of(
                        "reader", ShownText.of(reader.user().getUsername(), ShownText.NAME),
                        "agent", agent,
                        "asks", names.permissions(request.asked()),
                        "forWhom", forWhom(reader),
                        "goal", ShownText.of(request.goal().orElse(""), ShownText.SENTENCE),
                        "until", clock.moment(request.expires()).exact(),
                        "link", link));
    }

    private String forWhom(Reader reader) {
        if (request.subjectId().equals(reader.user().getId())) {
            return "";
        }
        UserModel subject = reader.session().users().getUserById(reader.realm(), request.subjectId());
        return subject == null ? request.subjectId() : ShownText.of(subject.getUsername(), ShownText.NAME);
    }
}
