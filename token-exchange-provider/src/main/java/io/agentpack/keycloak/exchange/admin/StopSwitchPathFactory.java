package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents/clients}, {@code users}, {@code environments}, {@code attesters}. */
public abstract class StopSwitchPathFactory implements AgentsPathFactory {
    private final StopSwitch what;

    private StopSwitchPathFactory(StopSwitch what) {
        this.what = what;
    }

    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inAdmin(
                    RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
                return Optional.of(new StopSwitchResource(
                        session, realm, new Rights(realm, auth), new AdminAudit(adminEvent), what));
            }
        };
    }

    @Override
    public String getId() {
        return what.segment();
    }

    public static final class Clients extends StopSwitchPathFactory {
        public Clients() {
            super(StopSwitch.CLIENT);
        }
    }

    public static final class Users extends StopSwitchPathFactory {
        public Users() {
            super(StopSwitch.USER);
        }
    }

    public static final class Environments extends StopSwitchPathFactory {
        public Environments() {
            super(StopSwitch.ENVIRONMENT);
        }
    }

    public static final class Attesters extends StopSwitchPathFactory {
        public Attesters() {
            super(StopSwitch.ATTESTER);
        }
    }
}
