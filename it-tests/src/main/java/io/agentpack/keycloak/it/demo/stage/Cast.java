package io.agentpack.keycloak.it.demo.stage;

import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;

/**
 * Who plays.
 *
 * @param bob answers for the nightly agent
 * @param assistant the app that alice uses
 * @param planner acts for people, may hand over to researcher
 * @param nightly acts on its own, within bounds
 */
public record Cast(
        Human alice,
        Human bob,
        RegisteredClient assistant,
        LaunchedAgent planner,
        LaunchedAgent researcher,
        LaunchedAgent nightly) {}
