package io.agentpack.keycloak.ledger.liveness;

/** Why a token of a run is refused at a check. */
public sealed interface Refused permits Dead, Held {}
