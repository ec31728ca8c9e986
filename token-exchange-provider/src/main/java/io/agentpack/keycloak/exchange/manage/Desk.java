package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.admin.AdminAudit;
import io.agentpack.keycloak.exchange.admin.Rights;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Link;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/** An administrator at work on one realm: what they may do there, and the page that they read in the language of the realm they are signed in to. */
final class Desk {
    final KeycloakSession session;
    final RealmModel realm;
    final AdminPermissionEvaluator auth;
    final AdminEventBuilder event;
    final Rights rights;
    final AdminAudit audit;
    final Pages page;
    final ManageAddresses at;
    final Names names;

    private Desk(KeycloakSession session, RealmModel realm, Administrator who, Pages page, ManageAddresses at) {
        this.session = session;
        this.realm = realm;
        this.auth = AdminPermissions.evaluator(session, realm, who.auth());
        this.event = new AdminEventBuilder(
                realm, who.auth(), session, session.getContext().getConnection());
        this.rights = new Rights(realm, auth);
        this.audit = new AdminAudit(event);
        this.page = page;
        this.at = at;
        this.names = new Names(realm, page.words());
    }

    /**
     * As Keycloak's admin REST API lets them in: administrators of {@code master} to every realm, others to their own, and what they may do there is
     * asked by each page. From here on the context is the realm's.
     *
     * @throws NotFoundException when there is no such realm
     * @throws ForbiddenException for another realm than one's own, or without any administrator's role
     */
    static Desk open(KeycloakSession session, Administrator who, Pages page, ManageAddresses at, String realmName) {
        RealmModel realm = session.realms().getRealmByName(realmName);
        boolean fromMaster = RealmManager.isAdministrationRealm(who.auth().getRealm());
        if (!fromMaster && !who.auth().getRealm().getName().equals(realmName)) {
            throw new ForbiddenException();
        }
        if (realm == null) {
            throw new NotFoundException();
        }
        session.getContext().setRealm(realm);
        Desk desk = new Desk(session, realm, who, page, at);
        desk.auth.clients().requireList();
        page.navigation(desk.links(fromMaster)).with("managed", ShownText.of(realm.getName(), ShownText.NAME));
        return desk;
    }

    AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }

    Words words() {
        return page.words();
    }

    Clock clock() {
        return page.clock();
    }

    /** Address of a page about this realm, without scheme and host. */
    String path(Map<String, String> query, String... segments) {
        return relative(at.page(query, inRealm(segments)));
    }

    String path(String... segments) {
        return path(Map.of(), segments);
    }

    java.net.URI page(String... segments) {
        return at.page(Map.of(), inRealm(segments));
    }

    private String[] inRealm(String... segments) {
        List<String> all = new ArrayList<>(List.of(realm.getName()));
        all.addAll(List.of(segments));
        return all.toArray(String[]::new);
    }

    private List<Link> links(boolean fromMaster) {
        List<Link> links = new ArrayList<>();
        if (fromMaster) {
            links.add(new Link(words().say("agentsManageRealms"), relative(at.page(Map.of()))));
        }
        links.add(new Link(words().say("agentsManageAgents"), path()));
        links.add(new Link(words().say("agentsManageRuns"), path("runs")));
        if (auth.realm().canViewRealm()) {
            links.add(new Link(words().say("agentsManageSetup"), path("setup")));
        }
        links.add(new Link(words().say("agentsManageConsole"), at.inConsole(realm.getName(), "clients")));
        links.add(new Link(words().say("agentsMySignOut"), at.signOut()));
        return links;
    }

    static String relative(java.net.URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }
}
