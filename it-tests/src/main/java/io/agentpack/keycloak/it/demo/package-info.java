/**
 * {@code mvn -Pdemo verify}: the story, told in the terminal.
 *
 * <ul>
 *   <li>{@code stage}: the realm, the two APIs, the attester, the agents
 *   <li>{@code step}: one class for each chapter
 *   <li>{@code told}: how it looks in the terminal, and what was found
 * </ul>
 */
package io.agentpack.keycloak.it.demo;
