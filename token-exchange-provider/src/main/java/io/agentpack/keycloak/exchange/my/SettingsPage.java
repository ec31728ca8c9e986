package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.page.Wishes;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;

/** What a person wishes: the zone that times are told in, and e-mails. */
final class SettingsPage {
    private final KeycloakSession session;
    private final Person person;
    private final Addresses addresses;

    SettingsPage(KeycloakSession session, Person person) {
        this.session = session;
        this.person = person;
        this.addresses = Addresses.of(session);
    }

    Response show(boolean saved) {
        Wishes wishes = Wishes.of(person.user());
        Pages page = Pages.of(session, person);
        return page.with("saved", saved)
                .with("zones", Clock.zones())
                .with("zone", page.clock().zone())
                .with("mail", wishes.mail())
                .with("action", addresses.path("settings"))
                .show("agents-my-settings.ftl");
    }

    /** A zone that there isn't is not kept; the person sees the old one. */
    Response save() {
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        String zone = form.getFirst("zone");
        Wishes wishes = Wishes.of(person.user());
        if (zone != null && Clock.zones().contains(zone)) {
            wishes.tellTimeIn(zone);
        }
        wishes.sendMail(form.getFirst("mail") != null);
        return Response.seeOther(addresses.page("settings?saved=true")).build();
    }
}
