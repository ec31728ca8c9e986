package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Moment;
import java.util.List;

/**
 * An app may let an agent act for the person.
 *
 * @param also what else the app may do, and with it the agent
 * @param since when the person said so; null if Keycloak doesn't know
 * @param withdraw address of the page that takes it back
 */
public record Permission(String agent, String app, List<String> also, Moment since, String withdraw) {}
