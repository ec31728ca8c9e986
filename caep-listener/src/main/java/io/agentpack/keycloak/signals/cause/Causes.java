package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.PersonGone;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

/** Everything by which Keycloak lets a listener notice that runs end. Each method works in the transaction of the session given. */
public final class Causes {
    private Causes() {}

    /** A sign-out, an expired session, a revoked grant. */
    public static void in(KeycloakSession session, Event event) {
        end(session, event.getRealmId(), Optional.ofNullable(event.getUserId()), CauseOf::event, event);
    }

    /** What an administrator did. */
    public static void in(KeycloakSession session, AdminEvent event) {
        Optional<String> by = Optional.ofNullable(event.getAuthDetails()).map(who -> who.getUserId());
        end(session, event.getRealmId(), by, AdminCauseOf::event, event);
    }

    /** A change of a client or a user, by whatever way. Throws when runs can't be ended, which undoes the change. */
    public static void in(ProviderEvent event) {
        if (event instanceof ClientModel.ClientUpdatedEvent updated) {
            ClientModel client = updated.getUpdatedClient();
            KeycloakSession session = updated.getKeycloakSession();
            RealmModel realm = client.getRealm();
            end(session, realm, ModelCauseOf.updated(client, new RealmFacts(session, realm)));
        } else if (event instanceof ClientModel.ClientRemovedEvent removed) {
            ClientModel client = removed.getClient();
            end(removed.getKeycloakSession(), client.getRealm(), ModelCauseOf.gone(client));
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            UserModel user = removed.getUser();
            Optional<String> client = Optional.ofNullable(user.getServiceAccountClientLink());
            end(removed.getKeycloakSession(), removed.getRealm(), ModelCauseOf.userGone(user.getId(), client));
            gone(removed.getKeycloakSession(), removed.getRealm(), user);
        }
    }

    private static <E> void end(
            KeycloakSession session,
            String realmId,
            Optional<String> by,
            BiFunction<E, Facts, List<Noticed>> table,
            E event) {
        RealmModel realm = realmId == null ? null : session.realms().getRealm(realmId);
        if (realm != null) {
            List<Noticed> noticed = table.apply(event, new RealmFacts(session, realm));
            new EndNoticed(session, realm).of(noticed, by);
            noticed.stream()
                    .filter(one -> one.kind() == CauseKind.USER_DISABLED)
                    .map(one ->
                            session.users().getUserById(realm, one.on().all().get(Hook.SUBJECT)))
                    .filter(Objects::nonNull)
                    .forEach(user -> gone(session, realm, user));
        }
    }

    private static void gone(KeycloakSession session, RealmModel realm, UserModel user) {
        if (user.getServiceAccountClientLink() == null) {
            session.getKeycloakSessionFactory().publish(new PersonGone(session, realm, user.getUsername()));
        }
    }

    private static void end(KeycloakSession session, RealmModel realm, List<Noticed> noticed) {
        new EndNoticed(session, realm).of(noticed, Optional.empty());
    }
}
