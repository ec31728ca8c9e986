package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.FromOurPage;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.SignIn;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.BiFunction;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Who comes in, and what they are told when they may not. */
final class Admission {
    private static final String STYLES = "css/agents-manage.css";

    private final KeycloakSession session;
    private final ManageAddresses at;

    Admission(KeycloakSession session) {
        this.session = session;
        this.at = ManageAddresses.of(session);
    }

    /**
     * A page that changes nothing.
     *
     * @param comeBackTo where to go after signing in; never to a page that asks to confirm something
     */
    Response read(URI comeBackTo, BiFunction<Administrator, Pages, Response> page) {
        ClientModel console = console();
        return Administrator.signedIn(session, console)
                .map(who -> answer(who, page))
                .orElseGet(() -> new SignIn(session).thenGoTo(comeBackTo, console));
    }

    /** A form: it comes from a page of ours. One that comes without a sign-in isn't carried through it. */
    Response change(BiFunction<Administrator, Pages, Response> change) {
        return Administrator.signedIn(session, console())
                .map(who -> FromOurPage.accepts(session, who.person())
                        ? answer(who, change)
                        : problem(pages(who), Response.Status.FORBIDDEN, "agentsMyNotFromHere"))
                .orElseGet(() -> problem(
                        Pages.forNobody(session).styledBy(STYLES), Response.Status.UNAUTHORIZED, "agentsMySignedOut"));
    }

    ManageAddresses addresses() {
        return at;
    }

    /** What REST would answer with an error status is said on a page with the same status, and nothing stays of what was begun. */
    private Response answer(Administrator who, BiFunction<Administrator, Pages, Response> page) {
        Pages pages = pages(who);
        try {
            return page.apply(who, pages);
        } catch (WebApplicationException refused) {
            session.getTransactionManager().setRollbackOnly();
            Response.Status status =
                    Response.Status.fromStatusCode(refused.getResponse().getStatus());
            return switch (status) {
                case NOT_FOUND -> problem(pages, status, "agentsManageNotThere");
                case FORBIDDEN -> problem(pages, status, "agentsManageForbidden");
                case CONFLICT -> problem(pages, status, "agentsManageTooLate");
                case BAD_REQUEST -> problem(pages, status, "agentsManageMalformed");
                default -> throw refused;
            };
        }
    }

    private Pages pages(Administrator who) {
        return Pages.of(session, who.person()).styledBy(STYLES);
    }

    private Response problem(Pages pages, Response.Status status, String key) {
        return pages.with("problem", key)
                .with("home", Desk.relative(at.base()))
                .show("agents-manage-problem.ftl", status);
    }

    private ClientModel console() {
        return Administrator.console(session.getContext().getRealm()).orElseThrow(NotFoundException::new);
    }
}
