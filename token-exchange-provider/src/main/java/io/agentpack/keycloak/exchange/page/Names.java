package io.agentpack.keycloak.exchange.page;

import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/** What people call the clients and scopes of a realm. */
public final class Names {
    private static final String AGENT_SCOPES = AgentProfile.consentScope("");
    private static final String OPENID = "openid";

    private final RealmModel realm;
    private final Words words;
    private final Map<String, ClientScopeModel> scopes;

    public Names(RealmModel realm, Words words) {
        this.realm = realm;
        this.words = words;
        this.scopes = realm.getClientScopesStream()
                .collect(Collectors.toMap(ClientScopeModel::getName, Function.identity(), (one, other) -> one));
    }

    /** An agent that has been removed is known by the name that the record has. */
    public String agent(RunRecord run) {
        ClientModel client = realm.getClientById(run.agentUuid());
        return client == null ? ShownText.of(run.agent(), ShownText.NAME) : client(client);
    }

    /** Username of who answers for the agent; empty if nobody is named. */
    public String owner(RunRecord run) {
        ClientModel client = realm.getClientById(run.agentUuid());
        return client == null ? "" : ShownText.of(client.getAttribute(AgentAttributes.OWNER), ShownText.NAME);
    }

    public String api(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        return client == null ? ShownText.of(clientId, ShownText.NAME) : client(client);
    }

    public String client(ClientModel client) {
        String name = ShownText.of(words.resolve(client.getName()), ShownText.NAME);
        return name.isEmpty() ? ShownText.of(client.getClientId(), ShownText.NAME) : name;
    }

    /** What scopes allow, in the words of the consent screen. That an agent may be handed authority is no permission of its own. */
    public List<String> permissions(String scope) {
        return Arrays.stream(scope.split(" "))
                .filter(name -> !name.isEmpty() && !name.equals(OPENID) && !name.startsWith(AGENT_SCOPES))
                .map(this::permission)
                .distinct()
                .sorted()
                .toList();
    }

    private String permission(String name) {
        ClientScopeModel scope = scopes.get(name);
        String text =
                scope == null ? "" : ShownText.of(words.resolve(scope.getConsentScreenText()), ShownText.SENTENCE);
        return text.isEmpty() ? ShownText.of(name, ShownText.NAME) : text;
    }
}
