/**
 * Everything the tests, the demo and the benchmarks need to talk to a real Keycloak from the outside.
 *
 * <ul>
 *   <li>{@code server}: starts Keycloak, as a process or in a container
 *   <li>{@code admin}: the admin REST API
 *   <li>{@code oauth}: attesters, agents, token requests, run endpoints
 *   <li>{@code realm}: a realm with people, apps, APIs and agents in it
 *   <li>{@code signals}: a receiver of security event tokens
 *   <li>{@code browser}: signing in and consenting as a person does
 * </ul>
 *
 * Nothing here knows a class of Keycloak or of the pack: names are those of the contract and of the standards.
 */
package io.agentpack.keycloak.it.kit;
