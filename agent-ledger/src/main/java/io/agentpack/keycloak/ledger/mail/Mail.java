package io.agentpack.keycloak.ledger.mail;

import io.agentpack.keycloak.ledger.end.AfterCommit;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sends letters when the transaction that causes them has committed, on Keycloak's executor {@code agent-mail}. A mail server that is slow or away
 * costs the request nothing; the log says what could not be sent. Nothing is sent twice, and what a node has not sent when it dies is not sent.
 */
public final class Mail {
    private static final Logger LOG = Logger.getLogger(Mail.class);
    private static final String EXECUTOR = "agent-mail";
    /** Letters of this node that wait or are being sent. With a mail server away there is no use in more, only memory. */
    private static final int MOST = 1000;

    private static final AtomicInteger WAITING = new AtomicInteger();

    private Mail() {}

    /** To one user, if they are still there then. */
    public static void afterCommit(KeycloakSession session, String userId, Letter letter) {
        afterCommit(
                session,
                (own, realm) -> {
                    UserModel user = own.users().getUserById(realm, userId);
                    return user == null ? List.of() : List.of(user);
                },
                letter);
    }

    /** @param readers asked on the mail's thread, in a transaction of its own */
    public static void afterCommit(
            KeycloakSession session, BiFunction<KeycloakSession, RealmModel, List<UserModel>> readers, Letter letter) {
        String realmId = session.getContext().getRealm().getId();
        KeycloakSessionFactory server = session.getKeycloakSessionFactory();
        AfterCommit.of(session, () -> later(session, () -> send(server, realmId, readers, letter), letter));
    }

    private static void later(KeycloakSession session, Runnable work, Letter letter) {
        if (WAITING.incrementAndGet() > MOST) {
            WAITING.decrementAndGet();
            LOG.warnf("%s is not sent: %d letters wait already", letter.template(), MOST);
            return;
        }
        try {
            session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR).execute(() -> {
                try {
                    work.run();
                } finally {
                    WAITING.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            WAITING.decrementAndGet();
            LOG.warnf("%s is not sent: the server is stopping", letter.template());
        }
    }

    private static void send(
            KeycloakSessionFactory server,
            String realmId,
            BiFunction<KeycloakSession, RealmModel, List<UserModel>> readers,
            Letter letter) {
        try {
            KeycloakModelUtils.runJobInTransaction(server, own -> {
                RealmModel realm = own.realms().getRealm(realmId);
                if (realm == null
                        || realm.getSmtpConfig().getOrDefault("host", "").isBlank()) {
                    LOG.debugf("%s is not sent: the realm has no mail server", letter.template());
                    return;
                }
                own.getContext().setRealm(realm);
                SendLetter send = new SendLetter(own, realm);
                readers.apply(own, realm).forEach(user -> send.to(user, letter));
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s is not sent", letter.template());
        }
    }
}
