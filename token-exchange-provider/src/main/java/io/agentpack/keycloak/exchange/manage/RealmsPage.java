package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Link;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.ShownText;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/** The realms whose clients an administrator of {@code master} may list. */
final class RealmsPage {
    private final KeycloakSession session;
    private final Administrator who;
    private final Pages page;
    private final ManageAddresses at;

    RealmsPage(KeycloakSession session, Administrator who, Pages page, ManageAddresses at) {
        this.session = session;
        this.who = who;
        this.page = page;
        this.at = at;
    }

    Response show() {
        List<Link> realms = session.realms()
                .getRealmsStream()
                .filter(this::mayList)
                .map(RealmModel::getName)
                .sorted(Comparator.naturalOrder())
                .map(name -> new Link(ShownText.of(name, ShownText.NAME), Desk.relative(at.page(Map.of(), name))))
                .toList();
        if (realms.isEmpty()) {
            throw new ForbiddenException();
        }
        return page.navigation(List.of(new Link(page.words().say("agentsMySignOut"), at.signOut())))
                .with("realms", realms)
                .show("agents-manage-realms.ftl");
    }

    private boolean mayList(RealmModel realm) {
        return AdminPermissions.evaluator(session, realm, who.auth()).clients().canList();
    }
}
