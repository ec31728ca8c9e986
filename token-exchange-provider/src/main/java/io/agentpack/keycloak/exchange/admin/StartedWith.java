package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.exchange.rest.RunView;
import java.util.List;

/** The runs that were started with a person's token, newest first. */
public record StartedWith(String jti, List<RunView> started) {}
