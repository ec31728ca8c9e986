package io.agentpack.keycloak.exchange.letter;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.PersonGone;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunsEnded;
import io.agentpack.keycloak.ledger.mail.Mail;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Which events people get a letter about, and who. A realm without a mail server costs a look at its settings, nothing more. */
public final class TellPeople implements ProviderEventListener {
    /** What somebody does to an agent. Not what its end goes without saying with: the person's own doing, a sign-out, a deadline. */
    private static final Set<CauseKind> TOLD = Set.of(
            CauseKind.ADMIN_REVOKED,
            CauseKind.AGENT_STOPPED,
            CauseKind.PERSON_STOPPED,
            CauseKind.ENVIRONMENT_STOPPED,
            CauseKind.ATTESTER_STOPPED,
            CauseKind.RUN_SESSION_ENDED,
            CauseKind.AGENT_DISABLED,
            CauseKind.AGENT_CHANGED,
            CauseKind.ATTESTER_WITHDRAWN,
            CauseKind.PROGRAM_CHANGED);

    /** In the transaction that opens the run. */
    public static void ofStart(KeycloakSession session, RealmModel realm, Run run) {
        if (hasMail(session, realm) && run.model().actsForHuman()) {
            Mail.afterCommit(session, run.subjectId(), new FirstRun(run.id()));
        }
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RunsEnded ended
                && hasMail(ended.session(), ended.realm())
                && TOLD.contains(ended.cause().kind())) {
            byReader(ended)
                    .forEach((reader, runs) -> Mail.afterCommit(
                            ended.session(),
                            reader,
                            new Stopped(ended.cause().id(), ended.cause().kind(), runs)));
        } else if (event instanceof PersonGone gone && hasMail(gone.session(), gone.realm())) {
            Mail.afterCommit(gone.session(), Administrators::of, new OwnerGone(gone.username()));
        }
    }

    /** Whose runs the cause hit itself, except who caused it; what fell with those needs no letter of its own. */
    private static Map<String, Set<RunRecord>> byReader(RunsEnded ended) {
        return ended.runs().stream()
                .filter(run -> run.state() == ended.cause().kind().outcome())
                .map(EndedRun::run)
                .filter(run -> !ended.cause().byUser().equals(Optional.of(reader(run))))
                .collect(Collectors.groupingBy(TellPeople::reader, Collectors.toSet()));
    }

    /** The person that it ran for, or else who answers for it. */
    private static String reader(RunRecord run) {
        boolean forHuman = AuthorityModel.of(run.authority())
                .map(AuthorityModel::actsForHuman)
                .orElse(false);
        return forHuman ? run.subjectId() : run.owner();
    }

    /** A letter is of the realm that the transaction is about; one that is about none, or about another, has none. */
    private static boolean hasMail(KeycloakSession session, RealmModel realm) {
        return realm.equals(session.getContext().getRealm())
                && !realm.getSmtpConfig().getOrDefault("host", "").isBlank();
    }
}
