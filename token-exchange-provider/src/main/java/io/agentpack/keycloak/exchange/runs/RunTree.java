package io.agentpack.keycloak.exchange.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.agentpack.keycloak.exchange.rest.RunView;
import java.util.List;

/** A run and the runs under it, parents before children. */
record RunTree(@JsonUnwrapped RunView run, List<RunView> descendants) {}
