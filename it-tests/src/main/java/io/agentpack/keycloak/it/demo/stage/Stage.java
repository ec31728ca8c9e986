package io.agentpack.keycloak.it.demo.stage;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.util.List;

/**
 * Where the story plays: Keycloak with the pack, the imported realm, and the servers around it.
 *
 * @param imported Keycloak's answer to the realm file
 * @param prepared the pack's answer to the setup call
 */
public record Stage(
        KeycloakServer server,
        RealmAdmin admin,
        TokenEndpoint tokens,
        CalendarApi calendar,
        MailApi mail,
        AttesterService attester,
        Cast cast,
        Names names,
        Reply imported,
        Reply prepared) {

    public static Stage in(KeycloakServer server, Neighbours around) {
        DemoRealm realm = DemoRealm.withFreshPasswords(server);
        Reply imported = realm.importWith(around.settings(server));
        Reply prepared = realm.admin().agents().setup().expect(200);
        AttesterService attester = around.attester();
        return new Stage(
                server,
                realm.admin(),
                new TokenEndpoint(server.url("/realms/" + DemoRealm.NAME)),
                around.calendar(),
                around.mail(),
                attester,
                new Cast(
                        realm.human("alice"),
                        realm.human("bob"),
                        realm.assistant(),
                        attester.launch("planner"),
                        attester.launch("researcher"),
                        attester.launch("nightly")),
                Names.of(realm.admin(), List.of("alice", "bob"), AttesterService.AGENTS),
                imported,
                prepared);
    }
}
