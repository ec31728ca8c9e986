package io.agentpack.keycloak.signals.receiver;

import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** Finds the clients of a realm that listen to signals. */
public final class Receivers {
    private static final String MAPPERS_OF_CLIENTS = "select m.client.id from ProtocolMapperEntity m"
            + " where m.protocolMapper = :mapper and m.client.realmId = :realm";
    private static final String MAPPERS_OF_DEFAULT_SCOPES = "select s.clientId from ProtocolMapperEntity m,"
            + " ClientScopeClientMappingEntity s where m.protocolMapper = :mapper and m.clientScope.realmId = :realm"
            + " and s.clientScopeId = m.clientScope.id and s.defaultScope = true";

    private final KeycloakSession session;
    private final RealmModel realm;

    public Receivers(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The settings of a client that is a receiver: those of its own mapper, else of the first default client scope by name. */
    public static Optional<ReceiverSettings> settingsOf(ClientModel client) {
        return mapperOf(client.getProtocolMappersStream())
                .or(() -> client.getClientScopes(true).values().stream()
                        .sorted(Comparator.comparing(ClientScopeModel::getName))
                        .map(scope -> mapperOf(scope.getProtocolMappersStream()))
                        .flatMap(Optional::stream)
                        .findFirst())
                .map(mapper -> ReceiverSettings.of(mapper.getConfig()));
    }

    /** The receiver with this client id, if it is one and is to hear of such an event. */
    public Optional<ClientModel> named(String clientId, String eventType) {
        return Optional.ofNullable(realm.getClientByClientId(clientId))
                .filter(client -> settingsOf(client).isPresent()
                        || SsfStream.of(realm, client)
                                .filter(stream -> stream.wants(eventType))
                                .isPresent());
    }

    /** Receivers that hear of every run. Two statements, because a realm may have thousands of clients and no model lists those with a mapper. */
    public List<ClientModel> ofEveryRun() {
        Predicate<ClientModel> hearsAll =
                client -> settingsOf(client).map(ReceiverSettings::all).orElse(false);
        return Stream.of(MAPPERS_OF_CLIENTS, MAPPERS_OF_DEFAULT_SCOPES)
                .flatMap(this::ids)
                .distinct()
                .map(realm::getClientById)
                .filter(Objects::nonNull)
                .filter(hearsAll)
                .toList();
    }

    private Stream<String> ids(String query) {
        EntityManager rows = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return rows
                .createQuery(query, String.class)
                .setParameter("mapper", AgentSignalsReceiverMapper.ID)
                .setParameter("realm", realm.getId())
                .getResultList()
                .stream();
    }

    private static Optional<ProtocolMapperModel> mapperOf(Stream<ProtocolMapperModel> mappers) {
        return mappers.filter(mapper -> AgentSignalsReceiverMapper.ID.equals(mapper.getProtocolMapper()))
                .min(Comparator.comparing(ProtocolMapperModel::getName));
    }
}
